package import PKIFormats

/// A valid signature around a request, made with the key of a certificate. Whether that certificate is anything to go by is for policy to say.
package struct RequestSignature: Sendable, Hashable {
    package let certificate: Certificate
    package let digest: DigestAlgorithm?
    /// The position of the signed message, 0 for the outermost, and of the signer in it.
    package let layer: Int
    package let position: Int

    package init(certificate: Certificate, digest: DigestAlgorithm?, layer: Int, position: Int) {
        self.certificate = certificate
        self.digest = digest
        self.layer = layer
        self.position = position
    }
}

/// Who a certificate is for, as a signed message says: the pair `RequesterName`.
///
/// Source: MS-WCCE §2.2.2.7.10 and §3.2.2.6.2.1.2.1.
package struct SignedRequester: Sendable, Hashable {
    /// `DOMAIN\name`, or another name that the directory knows.
    package let name: String
    /// The signatures that cover the name.
    package let signatures: [RequestSignature]

    package init(name: String, signatures: [RequestSignature]) {
        self.name = name
        self.signatures = signatures
    }
}
