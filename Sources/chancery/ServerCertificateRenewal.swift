import FrontEnds
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Renews the server's certificate when it is due and hands the new one to the listeners. Connections in progress keep the old one.
final class ServerCertificateRenewal: Service {
    private let certificate: ServerCertificate
    private let identity: TLSIdentity
    private let logger: Logger
    private let current: Mutex<ServerCertificate.Identity>

    init(certificate: ServerCertificate, identity: TLSIdentity, current: ServerCertificate.Identity, logger: Logger) {
        self.certificate = certificate
        self.identity = identity
        self.logger = logger
        self.current = Mutex(current)
        measure(current)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    // One that stands in is replaced as soon as a CA issues.
                    let isStandIn = self.certificate.isStandIn(self.current.withLock { $0 })
                    try await Task.sleep(for: .seconds(isStandIn ? 60 : 3600))
                } catch { return }
                await self.renew()
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

    private func measure(_ identity: ServerCertificate.Identity) {
        Gauge(label: "chancery_tls_certificate_not_before_timestamp_seconds").record(identity.notBefore.timeIntervalSince1970)
        Gauge(label: "chancery_tls_certificate_not_after_timestamp_seconds").record(identity.notAfter.timeIntervalSince1970)
    }
}
