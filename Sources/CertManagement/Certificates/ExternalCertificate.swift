import PKICrypto
import PKIFormats

/// A certificate that was issued elsewhere, as it is brought: alone, or with its private key.
package enum ExternalCertificate: Sendable {
    /// DER.
    case certificate([UInt8])
    /// A PFX with one private key and its certificate.
    case pfx([UInt8], password: String)

    /// The most octets that are read.
    package static let mostOctets = 65_536

    /// The certificate, and the PrivateKeyInfo DER of its key.
    /// - Throws: `.invalidClientData`, which says what is wrong with the file.
    func read(legacy: (any LegacyCiphers)?) throws(ManagementError) -> (certificate: Certificate, pkcs8: [UInt8]?) {
        switch self {
        case .certificate(let der):
            try Self.check(der)
            do { return (try Certificate(derEncoded: der), nil) } catch {
                throw Self.refused("The certificate cannot be read: \(error). Send one certificate as DER")
            }
        case .pfx(let octets, let password):
            try Self.check(octets)
            let file: PKCS12
            do { file = try PKCS12(pfx: octets, password: FilePassword(password), legacy: legacy) } catch {
                throw Self.refused("The PFX cannot be opened: \(error). Check the file and its password")
            }
            guard let key = file.keys.first, file.keys.count == 1, let item = file.certificate(for: key) else {
                throw Self.refused("The PFX has \(file.keys.count) private keys; one, with its certificate, is expected. Export it alone")
            }
            let certificate: Certificate
            let publicKey: SubjectPublicKeyInfo
            do {
                certificate = try Certificate(derEncoded: item.derEncoded)
                publicKey = try PrivateKey(pkcs8: key.pkcs8).publicKey
            } catch {
                throw Self.refused("The content of the PFX cannot be used: \(error). Export it with a key of RSA or of a NIST curve")
            }
            guard certificate.subjectPublicKeyInfo == publicKey else {
                throw Self.refused("The private key of the PFX is not that of its certificate. Export both together")
            }
            return (certificate, key.pkcs8)
        }
    }

    private static func check(_ octets: [UInt8]) throws(ManagementError) {
        guard octets.count <= mostOctets else {
            throw refused("The file has \(octets.count) octets; at most \(mostOctets) are read. Send the certificate without others")
        }
    }

    private static func refused(_ message: String) -> ManagementError {
        ManagementError(.invalidClientData, message + ". Nothing was stored.")
    }
}
