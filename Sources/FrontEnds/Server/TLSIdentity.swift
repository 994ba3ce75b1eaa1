import NIOSSL
import Synchronization

/// The certificate and key the HTTPS listener shows. Replaced while it runs: connections accepted afterwards see the new one.
package final class TLSIdentity: Sendable {
    private let current: Mutex<NIOSSLContext>

    /// - Parameters:
    ///   - chain: DER, the server's certificate first, then its issuers without the root.
    ///   - privateKey: PKCS #8 DER.
    /// - Throws: when a certificate or the key cannot be read or they do not belong together.
    package init(chain: [[UInt8]], privateKey: [UInt8]) throws {
        current = Mutex(try Self.context(chain, privateKey))
    }

    /// Shows another certificate from now on; nothing changes when this throws.
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
        // A client may show a certificate. Any is let through here: whether it counts is asked of the database at every request, so that a revocation
        // counts on open connections too. The handshake proves possession of its key.
        configuration.certificateVerification = .optionalVerification
        configuration.trustRoots = .certificates([])
        return try NIOSSLContext(configuration: configuration)
    }
}
