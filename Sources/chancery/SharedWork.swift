import CACore
import Foundation
import Logging
import ServiceLifecycle
import Store

/// What a node does for a store that it shares with other nodes.
enum SharedWork {
    /// - Returns: nothing for a store of one process.
    static func services(
        store: any RecordStore,
        objects: any ObjectStore,
        publisher: any Publisher,
        logger: Logger
    ) -> [any Service] {
        guard let store = store as? PostgreSQLStore else { return [] }
        return [
            PublishedListFollower(
                store: store,
                copies: PublicCopies(objects: objects, publisher: publisher),
                news: store.listNews,
                logger: logger
            ),
            RecordSequencing(store: store, logger: logger),
        ]
    }

    /// The objects that all nodes share, with copies at this one; for a store of one process, the files alone.
    static func objects(of store: any RecordStore, files: ObjectDirectory) -> any ObjectStore {
        guard let store = store as? PostgreSQLStore else { return files }
        return CachedObjects(of: store.objects, copies: files)
    }
}

/// Gives the rows of the record their places, at most a second behind, and removes counts that are over. Any number of nodes may do it at once.
struct RecordSequencing: Service {
    private static let secondsBetweenSweeps = 600

    let store: PostgreSQLStore
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var hasFailed = false
            var count = 0
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                count += 1
                do {
                    try await self.store.sequence()
                    if count % Self.secondsBetweenSweeps == 0 { try await self.store.removeOldCounts() }
                    hasFailed = false
                } catch {
                    if !hasFailed {
                        self.logger.warning("the record gets no places for the moment; trying again", metadata: ["error": "\(error)"])
                    }
                    hasFailed = true
                }
            }
        }
    }
}
