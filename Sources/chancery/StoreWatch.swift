import FrontEnds
import ServiceLifecycle
import Store

/// Ends the program when the store can no longer write durably: `/readyz` answers 503 at once, and a supervisor starts the program again.
struct StoreWatch: Service {
    let store: any RecordStore
    let readiness: Readiness

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            for await failure in store.failures {
                readiness.fail("The store failed.")
                throw CommandError(
                    "The store failed and accepts no more writes: \(failure). Check the disk of the data directory, then start again."
                )
            }
        }
        // The stream ends with the store, so there is nothing more to watch.
        try? await gracefulShutdown()
    }
}
