import CAInterface
public import CertCli
public import NIOSSL
import PKICrypto
import PKIFormats

/// A certificate chain and its key for TLS connections.
public struct TLSIdentity: Sendable {
    /// The certificate and its issuers, without the root.
    public let certificateChain: [NIOSSLCertificateSource]
    public let privateKey: NIOSSLPrivateKeySource

    /// - Throws: `CAError` with 0x80004001 when TLS has no use for the kind of key.
    init(_ identity: EnrolledIdentity) throws {
        do {
            let issuers = identity.issuers.filter { (try? Certificate(derEncoded: $0))?.isSelfIssued != true }
            certificateChain = try ([identity.certificate.derEncoded] + issuers).map {
                .certificate(try NIOSSLCertificate(bytes: $0, format: .der))
            }
            if let pkcs8 = try? identity.key.pkcs8() {
                privateKey = .privateKey(try NIOSSLPrivateKey(bytes: pkcs8, format: .der))
            } else {
                privateKey = .privateKey(NIOSSLPrivateKey(customPrivateKey: TLSCustomKey(identity.key)))
            }
        } catch {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "TLS cannot use the certificate \(identity.certificate.serialHex) with its key (\(identity.key)): \(error). Enroll with an RSA, ECDSA or "
                    + "Ed25519 key.",
                cause: error
            )
        }
    }

    /// A server's configuration that serves this identity.
    public var serverConfiguration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: certificateChain, privateKey: privateKey)
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    /// A client's configuration that signs in with this identity.
    /// - Parameter trust: the servers that are believed: the system's anchors, or given certificates.
    /// - Throws: `CAError` with 0x80070057 for a pinned fingerprint, which only calls to a Chancery server can check.
    public func clientConfiguration(trust: ServerTrust = .system) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateChain = certificateChain
        configuration.privateKey = privateKey
        if trust.isPinned {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "A pinned root has no certificate that TLS could start from. Give the root's certificate: ServerTrust.anchors(file:)."
            )
        }
        let anchors = trust.anchorCertificates
        if !anchors.isEmpty { configuration.trustRoots = .certificates(try anchors.map { try NIOSSLCertificate(bytes: $0, format: .der) }) }
        return configuration
    }

    /// The change to a server's configuration that serves this identity on a new connection.
    var override: NIOSSLContextConfigurationOverride {
        var change = NIOSSLContextConfigurationOverride()
        change.certificateChain = certificateChain
        change.privateKey = privateKey
        return change
    }
}
