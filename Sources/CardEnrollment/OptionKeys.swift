import CertCli
import PKICrypto
import PKIFormats
import SmartCards

extension CertificateManagementClient.GenerationOption {
    /// The kind of key to make on a card.
    func algorithm() throws -> PIVAlgorithm {
        let name = keyAlgorithmName.uppercased()
        let found: PIVAlgorithm? =
            switch (name, keySize) {
            case ("RSA", 2048): .rsa2048
            case ("RSA", 3072): .rsa3072
            case ("RSA", 4096): .rsa4096
            case ("ECDSA_P256", _), ("ECDH_P256", _): .p256
            case ("ECDSA_P384", _), ("ECDH_P384", _): .p384
            default: nil
            }
        guard let found else {
            throw CardEnrollmentError(
                "The template wants a key of \(keyAlgorithmName) with \(keySize) bits, and cards have RSA 2048 to 4096, P-256 and P-384. Change the template."
            )
        }
        return found
    }

    /// The algorithm that signs the certificate request.
    func signature(_ key: PrivateKey) -> AlgorithmIdentifier {
        guard key.publicKey.kind.isRSA else { return key.defaultSignatureAlgorithm }
        switch hashAlgorithmName.uppercased() {
        case "SHA384": return .rsaWithSHA384
        case "SHA512": return .rsaWithSHA512
        default: return .rsaWithSHA256
        }
    }
}
