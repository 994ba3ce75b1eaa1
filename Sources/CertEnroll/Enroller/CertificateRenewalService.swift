import Logging
import NIOCore
public import NIOSSL
import PKIFormats
public import ServiceLifecycle
import Synchronization

/// Keeps a certificate renewed while a program runs, and serves the latest one on every new connection.
///
///     let service = CertificateRenewalService(enroller, identity: identity)
///     let server = try HTTPServer(tls: service.serverConfiguration)
///     try await ServiceGroup(services: [service, server], logger: logger).run()
///
/// Connections that are open keep the certificate they began with. A failed renewal ends nothing: see ``IdentityRenewals``.
public final class CertificateRenewalService: Service, Sendable {
    private let enroller: CertificateEnroller
    private let current: Mutex<Serving>
    private let onRenewal: @Sendable (EnrolledIdentity) async throws -> Void

    private struct Serving {
        var identity: EnrolledIdentity
        var tls: TLSIdentity
    }

    /// - Parameter onRenewal: called with each new certificate after it is served; an error is logged and changes nothing.
    /// - Throws: `CAError` when TLS has no use for the identity's key.
    public init(
        _ enroller: CertificateEnroller,
        identity: EnrolledIdentity,
        onRenewal: @escaping @Sendable (EnrolledIdentity) async throws -> Void = { _ in }
    ) throws {
        self.enroller = enroller
        current = Mutex(Serving(identity: identity, tls: try identity.tls))
        self.onRenewal = onRenewal
    }

    /// The certificate that new connections get.
    public var identity: EnrolledIdentity { current.withLock { $0.identity } }

    /// A server's TLS configuration that asks this service for the certificate of each new connection.
    public var serverConfiguration: TLSConfiguration {
        var configuration = current.withLock { $0.tls.serverConfiguration }
        configuration.sslContextCallback = { [self] _, promise in promise.succeed(current.withLock { $0.tls.override }) }
        return configuration
    }

    /// Renews at once, for example after a compromise, and serves the new certificate.
    ///
    /// The new certificate is served even if it ends earlier than the old one.
    public func renewNow() async throws { try await serve(try await enroller.renew(identity), replaces: true) }

    public func run() async throws {
        try await cancelWhenGracefulShutdown { [self] in
            var renewals = enroller.renewals(of: identity)
            // The sequence goes on from what is served, also after an explicit renewal.
            renewals.served = { [self] in identity }
            for try await renewed in renewals { try await serve(renewed, replaces: false) }
        }
    }

    /// - Parameter isWanted: the program asked for this one; otherwise one that was issued earlier than the served one does not replace it.
    private func serve(_ renewed: EnrolledIdentity, replaces isWanted: Bool) async throws {
        let tls = try renewed.tls
        let isNewer = current.withLock { serving in
            guard isWanted || renewed.certificate.notBefore >= serving.identity.certificate.notBefore else { return false }
            serving = Serving(identity: renewed, tls: tls)
            return true
        }
        guard isNewer else { return }
        do {
            try await onRenewal(renewed)
        } catch {
            enroller.logger.error("the program did not take the renewed certificate", metadata: ["reason": "\(error)"])
        }
    }
}
