import CAInterface
package import Logging
import ServiceLifecycle

/// Publishes at this node the lists that other nodes sign, and the certificates of their CAs: at every notification, and every two seconds in case one was
/// lost.
package actor PublishedListFollower: Service {
    private let store: any CAStore
    private let copies: PublicCopies
    private let news: AsyncStream<Void>
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    private let logger: Logger
    /// The number of each key's list that was published here.
    private var followed: [RevocationListPart: RevocationListNumbers] = [:]
    private var isRunning = false
    private var isWanted = false
    private var hasFailed = false

    /// In seconds.
    static let period = 2.0

    /// - Parameters:
    ///   - news: yields after another node has committed a list.
    ///   - sleep: waits that many seconds; throws when canceled.
    package init(
        store: any CAStore,
        copies: PublicCopies,
        news: AsyncStream<Void>,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64($0 * 1_000_000_000))
        },
        logger: Logger
    ) {
        self.store = store
        self.copies = copies
        self.news = news
        self.sleep = sleep
        self.logger = logger
    }

    package nonisolated func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { for await _ in self.news { await self.follow() } }
                group.addTask {
                    repeat { await self.follow() } while (try? await self.sleep(Self.period)) != nil
                }
            }
        }
    }

    /// Publishes what the store has newest. A call during another one makes that one look again.
    package func follow() async {
        isWanted = true
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        while isWanted {
            isWanted = false
            do {
                for authority in try await store.authorities() { try await follow(authority) }
                hasFailed = false
            } catch {
                if !hasFailed {
                    logger.warning("lists of other nodes cannot be published for the moment; trying again", metadata: ["error": "\(error)"])
                }
                hasFailed = true
            }
        }
    }

    private func follow(_ authority: StoredAuthority) async throws {
        for key in authority.keys {
            let id = AuthorityKeyID(authority: authority.number, index: key.index)
            for (partition, numbers) in try await store.revocationListNumbers(of: id) {
                let part = RevocationListPart(key: id, partition: partition)
                guard followed[part] != numbers else { continue }
                let limit = PublicCopies.keptObjects + 1
                let hasBase = try await follow(try await store.revocationLists(of: part, limit: limit), key)
                let hasDelta = try await follow(try await store.deltaLists(of: part, limit: limit), key)
                if hasBase, hasDelta { followed[part] = numbers }
            }
        }
        try await copies.publishCertificates(of: authority)
    }

    /// - Returns: false when the bytes of the newest list are not there yet.
    private func follow(_ lists: [StoredRevocationList], _ key: AuthorityKey) async throws -> Bool {
        guard let list = lists.first else { return true }
        guard let bytes = try await copies.objects.object(list.object) else { return false }
        let path = key.listPath(list.part.partition, isDelta: list.isDelta)
        // One that the publisher has already, or a newer one, stays.
        if try await copies.publisher.published(path)?.bytes != bytes {
            try await copies.publisher.publish(PublicCopies.object(list, bytes, path))
        }
        try await copies.removeOldObject(of: lists)
        return true
    }
}
