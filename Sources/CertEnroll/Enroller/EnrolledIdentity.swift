public import CertCli
public import PKICrypto
public import PKIFormats
public import PortableFoundation
import CAInterface

/// A certificate, its issuers and its private key.
public struct EnrolledIdentity: Sendable {
    /// The certificate.
    public let certificate: Certificate
    /// DER of the issuers, towards the root.
    public let issuers: [[UInt8]]
    /// The private key. A key of a token stays there and only signs.
    public let key: PrivateKey

    public init(certificate: Certificate, issuers: [[UInt8]], key: PrivateKey) {
        self.certificate = certificate
        self.issuers = issuers
        self.key = key
    }

    /// The certificate's serial number in hexadecimal, as other programs show it.
    public var serialNumber: String { certificate.serialHex }

    /// The end of the certificate's validity.
    public var notAfter: Date { certificate.notAfter }

    /// The identity as NIOSSL takes it.
    /// - Throws: `CAError` with 0x80004001 when TLS has no use for the kind of key (ML-DSA).
    public var tls: TLSIdentity { get throws { try TLSIdentity(self) } }

    /// The identity as one that signs in to a Chancery server.
    /// - Throws: `CAError` with 0x80095000 when the key cannot leave its place.
    public func credential() async throws -> Credential {
        do {
            return .certificate([certificate.derEncoded] + issuers, key: try key.pkcs8())
        } catch {
            throw CAError(
                .wrongState,
                status: .xenrollKeyNotExportable,
                "The key of the certificate \(certificate.serialHex) cannot leave its place, and signing in with it is not possible yet. Give another "
                    + "credential.",
                cause: error
            )
        }
    }
}
