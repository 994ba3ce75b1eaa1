import CAInterface
package import Logging
import Metrics
package import PortableFoundation
import ServiceLifecycle
import Synchronization

/// Brings the newest lists to the addresses that an authority's `CRLPublicationTargets` name, each at its own pace. The lists at our own place are published before and
/// apart, so that a target that is slow or down delays nobody.
///
/// One address is for the lists of one key of one authority, the first that names it: others would take its place. They have a warning.
///
/// What is at a target is looked at first: a list never takes the place of one with a higher number, and a list that came there meanwhile is seen by its tag.
package final class ListUploads: Service {
    private struct Place: Hashable {
        let part: RevocationListPart
        let isDelta: Bool
        let url: String
    }

    private struct Progress {
        var isRunning = false
        /// The number that is there.
        var number = 0
        var failures = 0
        var notBefore = Date.distantPast
        var since: Date?
        var fault: String?
    }

    private let store: any CAStore
    private let objects: any ObjectStore
    private let target: any ListTarget
    private let status: PublicationStatus
    private let clock: @Sendable () -> Date
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void
    private let logger: Logger
    private let progress = Mutex<[Place: Progress]>([:])

    /// Seconds between two looks for new lists, and at most between two attempts at a target.
    static let (period, longestWait) = (2.0, 600.0)

    package init(
        store: any CAStore,
        objects: any ObjectStore,
        target: any ListTarget,
        status: PublicationStatus,
        clock: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64($0 * 1_000_000_000))
        },
        logger: Logger
    ) {
        self.store = store
        self.objects = objects
        self.target = target
        self.status = status
        self.clock = clock
        self.sleep = sleep
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for work in await self.due() { group.addTask { await work() } }
                    do { try await self.sleep(Self.period) } catch { break }
                }
                group.cancelAll()
            }
        }
    }

    /// Brings everything that is due now, and waits for the end of it.
    package func uploadDue() async {
        await withDiscardingTaskGroup { group in
            for work in await due() { group.addTask { await work() } }
        }
    }

    private func due() async -> [@Sendable () async -> Void] {
        do {
            var places: Set<Place> = []
            var owners: [String: Place] = [:]
            var work: [@Sendable () async -> Void] = []
            for authority in try await store.authorities() where !authority.settings.configuration.isEmpty {
                for (place, number) in try await wanted(by: authority) {
                    places.insert(place)
                    // Some servers know no case.
                    let owner = owners[place.url.lowercased()] ?? place
                    owners[place.url.lowercased()] = owner
                    guard owner == place else {
                        block(place, owner)
                        continue
                    }
                    guard number > 0, begins(place, number) else { continue }
                    work.append { await self.upload(place, of: authority.name) }
                }
            }
            // Targets that are no longer named are forgotten.
            progress.withLock { progress in progress = progress.filter { places.contains($0.key) || $0.value.isRunning } }
            show()
            return work
        } catch {
            logger.warning("lists cannot be uploaded for the moment", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// Every place of an authority's lists, with the number of the newest.
    private func wanted(by authority: StoredAuthority) async throws -> [(Place, Int)] {
        let tree = ConfigurationTree(authority: authority)
        let lines = tree.texts("CRLPublicationTargets", .ca)
        guard !lines.isEmpty else { return [] }
        let rules = RevocationListRules(of: authority)
        var found: [(Place, Int)] = []
        for key in authority.keys {
            guard let generation = authority.generations.last(where: { $0.keyIndex == key.index }) else { continue }
            let addresses = RevocationListAddresses(of: authority, generation: generation, key: key)
            let id = AuthorityKeyID(authority: authority.number, index: key.index)
            let numbers = try await store.revocationListNumbers(of: id)
            for partition in rules.partitions {
                let part = RevocationListPart(key: id, partition: partition)
                for isDelta in rules.hasDeltas ? [false, true] : [false] {
                    let number = (isDelta ? numbers[partition]?.delta : numbers[partition]?.complete) ?? 0
                    for url in addresses.targets(lines, partition, isDelta: isDelta) {
                        found.append((Place(part: part, isDelta: isDelta, url: url), number))
                    }
                }
            }
        }
        return found
    }

    /// The lists of a later key or authority are not brought to an address that has a list already.
    private func block(_ place: Place, _ owner: Place) {
        let remedy = place.part.key.authority == owner.part.key.authority ? "%8, the number of the key," : "%3, the name of the authority,"
        progress.withLock { progress in
            var own = progress[place] ?? Progress()
            own.since = own.since ?? clock()
            own.fault = "another list goes to the same address; write \(remedy) into CRLPublicationTargets."
            progress[place] = own
        }
    }

    private func begins(_ place: Place, _ number: Int) -> Bool {
        let now = clock()
        return progress.withLock { progress in
            var own = progress[place] ?? Progress()
            guard !own.isRunning, own.number < number, own.notBefore <= now else { return false }
            own.isRunning = true
            progress[place] = own
            return true
        }
    }

    private func upload(_ place: Place, of authority: String) async {
        do {
            let number = try await upload(place)
            progress.withLock { progress in
                var own = progress[place] ?? Progress()
                (own.isRunning, own.number, own.failures, own.notBefore) = (false, number, 0, .distantPast)
                (own.since, own.fault) = (nil, nil)
                progress[place] = own
            }
        } catch {
            Counter(label: "chancery_list_upload_failures_total", dimensions: [("authority", authority)]).increment()
            let failures = progress.withLock { progress in
                var own = progress[place] ?? Progress()
                own.isRunning = false
                own.failures += 1
                own.notBefore = clock().addingTimeInterval(min(Double(1 << min(own.failures, 20)), Self.longestWait))
                own.since = own.since ?? clock()
                own.fault = "\((error as? CAError)?.message ?? "\(error)")"
                progress[place] = own
                return own.failures
            }
            if failures == 1 {
                logger.error("a list could not be uploaded; trying again", metadata: ["url": "\(place.url)", "error": "\(error)"])
            }
        }
        show()
    }

    /// - Returns: the number that is there now.
    private func upload(_ place: Place) async throws -> Int {
        for _ in 0..<3 {
            let lists =
                place.isDelta
                ? try await store.deltaLists(of: place.part, limit: 1) : try await store.revocationLists(of: place.part, limit: 1)
            guard let list = lists.first, let bytes = try await objects.object(list.object) else {
                throw IssuanceError("The newest list is not in the object store.")
            }
            let new = Self.object(list, bytes)
            let there = try await target.current(at: place.url)
            if let there {
                if there.bytes == bytes { return list.number }
                let former = PublishedObject(path: place.url, bytes: there.bytes, mediaType: new.mediaType, modified: list.signedWhen)
                if new.isOfAnotherKey(than: former) {
                    throw IssuanceError(
                        "\(place.url) has a list of another issuer or key, which stays: take it away there, or give the lists another address."
                    )
                }
                guard new.mayReplace(former) else {
                    // Another node was faster. A number that the store does not know is an older database.
                    if former.listNumber.map({ $0 <= UInt64(clamping: list.number) }) ?? false { return list.number }
                    throw IssuanceError("\(place.url) has a list with a higher number than \(list.number), the newest here.")
                }
                guard there.tag != nil else {
                    throw IssuanceError(
                        "\(place.url) gives no ETag, so that a list could take the place of a newer one. Use a server that gives one."
                    )
                }
            }
            if try await target.put(bytes, to: place.url, replacing: there?.tag) { return list.number }
        }
        throw IssuanceError("\(place.url) was changed by others again and again.")
    }

    private static func object(_ list: StoredRevocationList, _ bytes: [UInt8]) -> PublishedObject {
        PublishedObject(path: "", bytes: bytes, mediaType: PublishedObject.listMediaType, modified: list.signedWhen)
    }

    /// In the order of their addresses.
    private func show() {
        let all = progress.withLock { $0 }
        status.set(
            targets: all.map { place, own in
                PublicationStatus.Target(part: place.part, isDelta: place.isDelta, url: place.url, since: own.since, fault: own.fault)
            }.sorted { $0.url < $1.url }
        )
    }
}
