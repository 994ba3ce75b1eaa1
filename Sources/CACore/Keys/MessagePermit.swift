import PKICrypto
package import PKIFormats

/// The right to sign one message of a protocol, once. There is a constructor for each kind of message, and no general one.
package struct MessagePermit: ~Copyable, Sendable {
    /// The octets of eContent, what they are, and the DER of the certificates sent with them.
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
