import FrontEnds
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Renews the server's certificate when it is due and hands the new one to the listeners. Connections in progress keep the old one. The file of roots follows within a
/// minute.
final class ServerCertificateRenewal: Service {
    private let certificate: ServerCertificate
    private let identity: TLSIdentity
    private let roots: RootFile
    private let logger: Logger
    private let current: Mutex<ServerCertificate.Identity>

    init(
        certificate: ServerCertificate,
        identity: TLSIdentity,
        current: ServerCertificate.Identity,
        roots: RootFile,
        logger: Logger
    ) {
        self.certificate = certificate
        self.identity = identity
        self.roots = roots
        self.logger = logger
        self.current = Mutex(current)
        measure(current)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var minutes = 0
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(60)) } catch { return }
                minutes += 1
                // One that stands in is replaced as soon as a CA issues.
                if minutes % 60 == 0 || self.certificate.isStandIn(self.current.withLock { $0 }) { await self.renew() }
                await self.writeRoots()
            }
        }
    }

    /// Warnings for the operator about the certificate in use.
    func warnings() -> [String] {
        let (current, now) = (current.withLock { $0 }, certificate.clock())
        if now < current.notBefore {
            return ["The TLS certificate is not valid before \(current.notBefore.formatted(.iso8601)). It is replaced within the hour."]
        }
        guard now > current.notAfter.addingTimeInterval(-7 * 86_400) else { return [] }
        let verb = now > current.notAfter ? "ended" : "ends"
        return ["The TLS certificate \(verb) at \(current.notAfter.formatted(.iso8601)) and could not be replaced. The log says why."]
    }

    private func renew() async {
        let old = current.withLock { $0 }
        guard certificate.isDue(old) else { return }
        do {
            let new = try await certificate.currentOrNew()
            guard new.chain != old.chain else { return }
            try identity.replace(chain: new.chain, privateKey: new.privateKeyPKCS8)
            current.withLock { $0 = new }
            measure(new)
            logger.notice("TLS certificate renewed", metadata: ["notAfter": "\(new.notAfter)"])
        } catch {
            logger.error("the TLS certificate could not be renewed; trying again in an hour", metadata: ["error": "\(error)"])
        }
    }

    private func writeRoots() async {
        do { try await roots.write(with: current.withLock { $0 }) } catch {
            logger.error("root.pem could not be written; trying again in a minute", metadata: ["error": "\(error)"])
        }
    }

    private func measure(_ identity: ServerCertificate.Identity) {
        Gauge(label: "chancery_tls_certificate_not_before_timestamp_seconds").record(identity.notBefore.timeIntervalSince1970)
        Gauge(label: "chancery_tls_certificate_not_after_timestamp_seconds").record(identity.notAfter.timeIntervalSince1970)
    }
}
