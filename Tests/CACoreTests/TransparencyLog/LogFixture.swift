import CACore
import CAInterface
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization

/// A log over the record of a store in memory.
struct LogFixture {
    /// What is kept outside the database.
    final class Kept: KeptCheckpoint {
        private let note = Mutex<[UInt8]?>(nil)
        func kept() async throws -> [UInt8]? { note.withLock { $0 } }
        func keep(_ octets: [UInt8]) async throws { note.withLock { $0 = octets } }
    }

    /// Other witnesses, which answer what a test says.
    final class Witnesses: WitnessSender {
        typealias Answer = @Sendable (_ body: String, _ url: String) throws -> (status: Int, body: [UInt8])
        private let answer: Answer
        private let asked = Mutex<[String]>([])
        var bodies: [String] { asked.withLock { $0 } }

        init(_ answer: @escaping Answer) { self.answer = answer }

        func addCheckpoint(_ body: [UInt8], to url: String) async throws -> (status: Int, body: [UInt8]) {
            let text = String(decoding: body, as: UTF8.self)
            asked.withLock { $0.append(text) }
            return try answer(text, url)
        }
    }

    static let origin = "pki.example.test/record"

    let store = InMemoryCAStore()
    let keys = InMemoryKeyStore()
    let kept = Kept()
    let clock = TestClock()

    /// A process that serves the log.
    func service(witnesses: [Witness] = [], quorum: Int = 0, sender: (any WitnessSender)? = nil) -> RecordLogService {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return RecordLogService(
            store: store,
            keys: keys,
            origin: Self.origin,
            kept: kept,
            witnesses: witnesses,
            quorum: quorum,
            sender: sender,
            clock: { [clock] in clock.now },
            logger: logger
        )
    }

    /// Acts that the record has.
    func act(_ count: Int) async throws {
        for number in 0..<count {
            let record = AuditRecord(.publicationOrdered(authority: number), by: .service(.command), when: clock.now)
            try await store.commit([.audited(record)], expecting: .nothing)
        }
    }

    func log() async throws -> RecordLog? { try await store.recordLog() }

    /// The root of the record as it is.
    func root(_ size: Int) async throws -> [UInt8] {
        var frontier = MerkleFrontier()
        for row in try await store.auditRecords(after: 0, limit: size) { frontier.append(row.record.leafHash) }
        return frontier.root
    }
}
