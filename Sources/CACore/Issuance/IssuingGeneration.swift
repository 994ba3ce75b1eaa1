import CAInterface
import FoundationEssentials
package import PKICrypto
package import PKIFormats

/// A certificate and key of an authority, with what every certificate it signs has in common.
///
/// It never changes. A class, because every request hands it on several times and a copy of so many fields would cost more than using them.
package final class IssuingGeneration: Sendable {
    package let authority: AuthorityNumber
    package let index: Int
    package let keyIndex: Int
    package let certificate: Certificate
    /// nil where the key is not open in this process, as a root's usually is not.
    package let key: PrivateKey?
    package let signatureAlgorithm: AlgorithmIdentifier
    /// DER of this certificate and its issuers, up to and with the root.
    package let chain: [[UInt8]]
    package let limits: IssuerLimits
    package let keyIdentifier: [UInt8]
    package let revocationListURL: String
    package let certificateURL: String

    package convenience init(
        authority: AuthorityNumber, generation: StoredAuthority.Generation, publicAddress: String, key: PrivateKey?, issuers: [[UInt8]]
    ) throws {
        let certificate = try Certificate(derEncoded: generation.certificate)
        self.init(
            authority: authority, index: generation.index, keyIndex: generation.keyIndex, certificate: certificate, key: key,
            issuers: issuers,
            revocationListURL: PublicLocation.url(publicAddress, path: generation.crlPath),
            certificateURL: PublicLocation.url(publicAddress, path: generation.aiaPath))
    }

    private init(
        authority: AuthorityNumber, index: Int, keyIndex: Int, certificate: Certificate, key: PrivateKey?, issuers: [[UInt8]],
        revocationListURL: String,
        certificateURL: String
    ) {
        self.authority = authority
        self.index = index
        self.keyIndex = keyIndex
        self.certificate = certificate
        self.key = key
        signatureAlgorithm = key?.defaultSignatureAlgorithm ?? certificate.signatureAlgorithm
        chain = [certificate.derEncoded] + issuers
        limits = IssuerLimits(
            notBefore: certificate.notBefore, notAfter: certificate.notAfter, pathLength: certificate.basicConstraints?.pathLength,
            subject: certificate.subject.derEncoded)
        keyIdentifier = certificate.subjectKeyIdentifier ?? certificate.subjectPublicKeyInfo.keyIdentifier
        self.revocationListURL = revocationListURL
        self.certificateURL = certificateURL
    }
}
