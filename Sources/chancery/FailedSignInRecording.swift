import CACore
import Foundation
import FrontEnds
import Logging
import PKIDirectory
import ServiceLifecycle

/// Writes the failed sign-ins of each hour to the record: one row for each account, and one for all sign-ins that named no account. When the
/// server ends, it writes the rest.
struct FailedSignInRecording: Service {
    let failures: FailedSignIns
    let store: any CAStore
    let clock: @Sendable () -> Date
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(3_600))) != nil { await record() }
        }
        await record()
    }

    func record() async {
        let taken = failures.take()
        guard !taken.isEmpty else { return }
        let records = taken.map { CAChange.audited(AuditRecord(.signInsFailed($0), by: .service(.signIn), when: clock())) }
        do {
            try await store.commit(records, expecting: .nothing)
        } catch {
            failures.restore(taken)
            logger.error("failed sign-ins could not be recorded; trying again in an hour", metadata: ["error": "\(error)"])
        }
    }
}
