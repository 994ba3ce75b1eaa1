import FrontEnds
import Foundation
import Logging
import ServiceLifecycle

/// Renews the server's own certificate when its time has come and hands the new one to the listeners; connections in progress keep theirs.
struct ServerCertificateRenewal: Service {
    let certificate: ServerCertificate
    let identity: TLSIdentity
    let current: ServerCertificate.Identity
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var current = current
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch { return }
                guard certificate.isDue(current) else { continue }
                do {
                    current = try await certificate.currentOrNew()
                    try identity.replace(chain: current.chain, privateKey: current.privateKeyPKCS8)
                    logger.notice("TLS certificate renewed", metadata: ["notAfter": "\(current.notAfter)"])
                } catch {
                    logger.error("the TLS certificate could not be renewed; trying again in an hour", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
