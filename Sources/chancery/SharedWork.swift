import CACore
import Foundation
import Logging
import ServiceLifecycle
import Store

/// What a node does for a store that it shares with other nodes.
enum SharedWork {
    /// - Parameter node: the store; nil when it belongs to one process, for which there is nothing to do.
    static func services(
        node: PostgreSQLStore?,
        authority: CertificationService,
        objects: any ObjectStore,
        publisher: any Publisher,
        logger: Logger
    ) -> [any Service] {
        guard let store = node else { return [] }
        return [
            PublishedListFollower(
                store: store,
                copies: PublicCopies(objects: objects, publisher: publisher),
                news: store.listNews,
                logger: logger
            ),
            PublicationLeading(store: store, authority: authority),
            RecordSequencing(store: store, logger: logger),
        ]
    }

    /// The objects that all nodes share, with copies at this one; for a store of one process, the files alone.
    static func objects(of node: PostgreSQLStore?, files: ObjectDirectory) -> any ObjectStore {
        guard let node else { return files }
        return CachedObjects(of: node.objects, copies: files)
    }
}

/// Keeps the lease for publication at one node as long as that can sign, so that everybody sees who publishes. A node whose keys fail lets it go, and another takes it.
struct PublicationLeading: Service {
    let store: PostgreSQLStore
    let authority: CertificationService

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                let open = self.authority.publicationStatus.all.values.filter(\.keyIsOpen)
                if !open.isEmpty, open.allSatisfy({ $0.failure == nil }) { _ = try? await self.store.lease(for: .publication) }
            } while (try? await Task.sleep(for: .seconds(2))) != nil
        }
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
