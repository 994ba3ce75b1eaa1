import CertificateTemplates
import PKICrypto
import PKIFormats

/// The key that a certificate template asks for, in the words of the client's key interface and as a key to make here.
struct KeyDemand: Hashable, Sendable {
    /// `RSA`, `ECDSA_P256`, `ECDH_P384`, …: the words of `msPKI-Asymmetric-Algorithm`. A template that leaves the choice gets RSA.
    let algorithmName: String
    let bits: Int
    /// `SHA256`, `SHA384` or `SHA512`. Never SHA-1, also where a template still accepts it from old clients.
    let hashName: String

    init(of template: CertificateTemplate) {
        algorithmName = template.asymmetricAlgorithm ?? "RSA"
        let curve = algorithmName.split(separator: "_").last.flatMap { Int($0.dropFirst()) }
        bits = curve ?? max(template.minimumKeySize, 2048)
        hashName = template.hashAlgorithm ?? "SHA256"
    }

    var specification: KeySpecification {
        switch algorithmName.split(separator: "_").last {
        case "P256": .p256
        case "P384": .p384
        case "P521": .p521
        default: .rsa(bits: (bits + 7) / 8 * 8)
        }
    }

    /// How a key of the service signs its request.
    func signatureAlgorithm(of key: PrivateKey) -> AlgorithmIdentifier {
        let digest = DigestAlgorithm(rawValue: hashName.lowercased()) ?? .sha256
        return AlgorithmIdentifier.signature(of: key.publicKey.kind, with: digest) ?? key.defaultSignatureAlgorithm
    }
}
