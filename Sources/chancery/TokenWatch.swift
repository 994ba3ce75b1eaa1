import CACore
import ServiceLifecycle

/// Asks the tokens of the authorities' keys whether they are there: every minute, and every five seconds while one is not. So an absent token is known before
/// somebody wants a certificate, and one that comes back is used without a restart.
struct TokenWatch: Service {
    let service: CertificationService

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await service.probeTokens()
                do { try await Task.sleep(for: .seconds(service.tokenWarnings.isEmpty ? 60 : 5)) } catch { return }
            }
        }
    }
}
