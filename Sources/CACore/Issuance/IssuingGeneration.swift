import CAInterface
import PortableFoundation
import PKICrypto
package import PKIFormats

/// A certificate of an authority and its key, with everything that all its issued certificates have in common.
///
/// It never changes. It is a class, because every request passes it on several times, and copying so many fields would cost more than using
/// them.
package final class IssuingGeneration: Sendable {
    package let authority: AuthorityNumber
    package let index: Int
    package let key: AuthorityKeyID
    package let certificate: Certificate
    package let signatureAlgorithm: AlgorithmIdentifier
    /// DER of this certificate and its issuers, up to and including the root.
    package let chain: [[UInt8]]
    package let limits: IssuerLimits
    package let keyIdentifier: [UInt8]
    /// The first addresses of its list and its certificate.
    package var revocationListURL: String { revocationListURLs.first ?? "" }
    package var certificateURL: String { certificateURLs.first ?? "" }
    package let revocationListURLs: [String]
    package let certificateURLs: [String]
    package let configuration: IssuanceConfiguration
    /// Where the lists of its key are, and how they are made; nil before the authority is stored.
    let listAddresses: RevocationListAddresses?
    package let listRules: RevocationListRules?

    package init(
        authority: AuthorityNumber,
        generation: StoredAuthority.Generation,
        key: AuthorityKey,
        publicAddress: String,
        issuers: [[UInt8]],
        revocation: AuthorityRevocation? = nil,
        configuration: IssuanceConfiguration = IssuanceConfiguration(),
        stored: StoredAuthority? = nil
    ) throws {
        let certificate = try Certificate(derEncoded: generation.certificate)
        self.authority = authority
        index = generation.index
        self.key = AuthorityKeyID(authority: authority, index: key.index)
        self.certificate = certificate
        signatureAlgorithm = try AlgorithmIdentifier(derEncoded: key.signatureAlgorithm)
        chain = [certificate.derEncoded] + issuers
        limits = IssuerLimits(
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            pathLength: certificate.basicConstraints?.pathLength,
            subject: certificate.subject.derEncoded,
            revocation: revocation,
            configuration: configuration,
            constraints: try IssuerConstraints(of: [certificate] + issuers.map { try Certificate(derEncoded: $0) })
        )
        keyIdentifier = certificate.subjectKeyIdentifier ?? certificate.subjectPublicKeyInfo.keyIdentifier
        self.configuration = configuration
        listRules = stored.map { RevocationListRules(of: $0) }
        listAddresses = stored.map { RevocationListAddresses(of: $0, generation: generation, key: key) }
        revocationListURLs = listAddresses?.inCertificates(0) ?? [PublicLocation.url(publicAddress, path: key.listPath)]
        certificateURLs = configuration.certificateURLs ?? [PublicLocation.url(publicAddress, path: generation.aiaPath)]
    }
}
