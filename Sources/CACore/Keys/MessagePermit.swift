import PKICrypto
package import PKIFormats

/// The right to sign one protocol message, once. Each kind of message has its own constructor, and there is no general one.
package struct MessagePermit: ~Copyable, Sendable {
    /// The octets of eContent, their type, and the DER of the certificates sent with them.
    package let content: [UInt8]
    package let contentType: OID
    package let certificates: [[UInt8]]

    /// A CMC full response. Source: RFC 5272 §3.2.2.
    package init(fullResponse: PKIResponse, certificates: [[UInt8]]) {
        content = fullResponse.derEncoded
        contentType = OID.CMC.pkiResponse
        self.certificates = certificates
    }
}
