import NIOSSL
import Synchronization

/// The certificate and key of the HTTPS listener. They can be replaced while it runs: new connections get the new certificate.
package final class TLSIdentity: Sendable {
    private let current: Mutex<NIOSSLContext>

    /// - Parameters:
    ///   - chain: DER, the server's certificate first, then its issuers without the root.
    ///   - privateKey: PKCS #8 DER.
    /// - Throws: when a certificate or the key cannot be read, or they do not match.
    package init(chain: [[UInt8]], privateKey: [UInt8]) throws {
        current = Mutex(try Self.context(chain, privateKey))
    }

    /// Uses another certificate from now on. Nothing changes when this throws.
    package func replace(chain: [[UInt8]], privateKey: [UInt8]) throws {
        let context = try Self.context(chain, privateKey)
        current.withLock { $0 = context }
    }

    var context: NIOSSLContext { current.withLock { $0 } }

    private static func context(_ chain: [[UInt8]], _ privateKey: [UInt8]) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: privateKey, format: .der))
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        // A client may send a certificate, and any certificate is accepted here: every request asks the database if it counts, so that a revocation
        // takes effect on open connections too. The handshake proves possession of its key.
        configuration.certificateVerification = .optionalVerification
        configuration.trustRoots = .certificates([])
        return try NIOSSLContext(configuration: configuration)
    }
}
