import CACore
import Foundation
import FrontEnds
import Logging
import PKIDirectory
import ServiceLifecycle

/// Writes the failed sign-ins of each hour to the record: one row an account, one for all that named none; and the rest when the server ends.
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
