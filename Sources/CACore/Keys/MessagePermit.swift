import PKICrypto
package import PKIFormats

/// The right to sign one protocol message, once. Each kind of message has its own constructor, and there is no general one.
package struct MessagePermit: ~Copyable, Sendable {
    /// The octets of eContent, their type, and the DER of the certificates sent with them.
    package let content: [UInt8]
    package let contentType: OID
    package let certificates: [[UInt8]]
    /// Attributes that the signature covers beside those that every message has.
    package let attributes: [CMSAttribute]

    /// A CMC full response. Source: RFC 5272 §3.2.2.
    package init(fullResponse: PKIResponse, certificates: [[UInt8]]) {
        content = fullResponse.derEncoded
        contentType = OID.CMC.pkiResponse
        self.certificates = certificates
        attributes = []
    }

    /// A sealed private key for officers, as key recovery agents open it. Source: MS-CSRA §3.1.4.2.9.
    /// - Parameter certificate: DER of the certificate of the key, by whose SHA-1 the message names it.
    package init(sealedKey: [UInt8], of certificate: [UInt8], certificates: [[UInt8]]) {
        content = sealedKey
        contentType = OID.CMS.data
        self.certificates = certificates
        attributes = [ArchivedKeyCertificateHash(Digest.sha1(certificate)).asAttribute()]
    }
}
