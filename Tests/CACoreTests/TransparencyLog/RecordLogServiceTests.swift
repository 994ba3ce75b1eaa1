import CACore
import Crypto
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("The service that signs the log over the record")
struct RecordLogServiceTests {
    @Test("the first step begins the log with a row of its own, and signs all rows before it")
    func start() async throws {
        let fixture = LogFixture()
        try await fixture.act(3)
        await fixture.service().step()
        let log = try #require(try await fixture.log())
        #expect(log.size == 4)
        #expect(log.origin == LogFixture.origin)
        #expect(log.root == (try await fixture.root(4)))
        let last = try #require(try await fixture.store.auditRecords(after: 3, limit: 1).first)
        #expect(last.record.event == "recordLogStarted")
        #expect(String(decoding: last.record.bytes, as: UTF8.self).contains(log.verifierKey))
        let note = try #require(SignedNote(log.published))
        let key = try #require(NoteKey(log.verifierKey))
        #expect(note.isSigned(by: key))
        #expect(try await fixture.kept.kept() == Array(log.signed.utf8))
    }

    @Test(
        "each size that was signed is the beginning of the next, and the tiles prove it",
        arguments: [[1, 254, 1, 1, 300], [600, 1200, 7]]
    )
    func growth(_ steps: [Int]) async throws {
        let fixture = LogFixture()
        let service = fixture.service()
        await service.step()
        for count in steps {
            let former = try #require(try await fixture.log())
            try await fixture.act(count)
            await service.step()
            let log = try #require(try await fixture.log())
            #expect(log.size == former.size + count)
            #expect(log.root == (try await fixture.root(log.size)))
            var hashes = TileHashes(size: log.size) { try await fixture.store.recordTile($0) ?? [] }
            let proof = try await hashes.roots(of: MerkleProof.consistencyRanges(from: former.size, to: log.size))
            #expect(MerkleProof.isConsistent(former: former.size, formerRoot: former.root, size: log.size, root: log.root, proof: proof))
        }
        #expect(service.warnings().isEmpty)
    }

    @Test("entry bundles have the entries of the rows, 34 octets each")
    func entries() async throws {
        let fixture = LogFixture()
        try await fixture.act(299)
        await fixture.service().step()
        let rows = try await fixture.store.auditRecords(after: 0, limit: 300)
        for path in [TilePath(.entries, index: 0), TilePath(.entries, index: 1, width: 44)] {
            let bundle = try #require(try await fixture.store.recordTile(path))
            let start = path.index * 256
            #expect(EntryBundle.entries(of: bundle) == rows[start..<start + path.width].map(\.record.entry))
        }
    }

    @Test("a further process goes on where the first ended, with the same key")
    func continuation() async throws {
        let fixture = LogFixture()
        await fixture.service().step()
        let first = try #require(try await fixture.log())
        try await fixture.act(5)
        await fixture.service().step()
        let second = try #require(try await fixture.log())
        #expect(second.size == 6)
        #expect(second.verifierKey == first.verifierKey)
    }

    @Test("a process whose lease another took signs nothing and shows what the other signed")
    func lease() async throws {
        let fixture = LogFixture()
        let service = fixture.service()
        await service.step()
        await fixture.store.setLease(for: .record, isElsewhere: true)
        try await fixture.act(2)
        await service.step()
        #expect(try await fixture.log()?.size == 1)
        await fixture.store.setLease(for: .record, isElsewhere: false)
        await service.step()
        #expect(try await fixture.log()?.size == 3)
    }

    @Test("of two processes that extend the log at once, the store takes one, and the other goes on after it")
    func race() async throws {
        let fixture = LogFixture()
        let (one, other) = (fixture.service(), fixture.service())
        await one.step()
        await other.step()
        try await fixture.act(1)
        // While the first one commits, the other has already stored a larger log.
        await fixture.store.onCommit { [store = fixture.store] number in
            await store.onCommit(nil)
            await other.step()
        }
        await one.step()
        let log = try #require(try await fixture.log())
        #expect(log.size == 2)
        #expect(log.root == (try await fixture.root(2)))
        try await fixture.act(1)
        await one.step()
        #expect(try await fixture.log()?.size == 3)
        #expect(one.warnings().isEmpty)
    }

    // MARK: What is never signed

    @Test("a database older than the kept checkpoint is not signed, and the reason is a warning")
    func olderDatabase() async throws {
        let fixture = LogFixture()
        await fixture.service().step()
        let (rows, log) = (try await fixture.store.auditRecords(after: 0, limit: 100), try await fixture.log())
        try await fixture.act(3)
        await fixture.service().step()
        #expect(try await fixture.log()?.size == 4)
        await fixture.store.alterRecord {
            $0 = rows; $1 = log
        }
        let service = fixture.service()
        try await fixture.act(9)
        await service.step()
        #expect(try await fixture.log() == log)
        let warning = try #require(service.warnings().first)
        #expect(warning.contains("has 4 entries, and the log in the database 1: an older database was brought back"))
        #expect(warning.contains("chancery audit restart"))
    }

    @Test("after a restart another log begins, which names the former and its last checkpoint")
    func successor() async throws {
        let fixture = LogFixture()
        try await fixture.act(2)
        await fixture.service().step()
        let (rows, old) = (try await fixture.store.auditRecords(after: 0, limit: 100), try await fixture.log())
        try await fixture.act(3)
        await fixture.service().step()
        await fixture.store.alterRecord {
            $0 = rows; $1 = old; $1?.isRestored = true
        }
        let service = fixture.service()
        await service.step()
        let log = try #require(try await fixture.log())
        #expect(log.generation == 2)
        #expect(log.origin == LogFixture.origin + "/2")
        #expect(log.verifierKey != old?.verifierKey)
        #expect(log.size == 4)
        #expect(log.root == (try await fixture.root(4)))
        let row = try #require(try await fixture.store.auditRecords(after: 3, limit: 1).first)
        let text = String(decoding: row.record.bytes, as: UTF8.self)
        #expect(text.contains("\"formerOrigin\":\"\(LogFixture.origin)\",\"formerSize\":6,"))
        #expect(service.warnings().isEmpty)
    }

    @Test("a database that is older than its log gets another log, which the kept checkpoint tells")
    func withoutLog() async throws {
        let fixture = LogFixture()
        try await fixture.act(2)
        await fixture.service().step()
        let first = try #require(try await fixture.log())
        await fixture.store.alterRecord { rows, log in
            rows = Array(rows.prefix(1))
            log = nil
        }
        await fixture.service().step()
        let log = try #require(try await fixture.log())
        #expect(log.origin == LogFixture.origin + "/2")
        #expect(log.verifierKey != first.verifierKey)
        #expect(log.size == 2)
        let row = try #require(try await fixture.store.auditRecords(after: 1, limit: 1).first)
        #expect(String(decoding: row.record.bytes, as: UTF8.self).contains("\"formerSize\":3,"))
    }

    @Test(
        "a row that was changed, removed or exchanged before it was signed stops the log",
        arguments: ["changed", "removed", "exchanged"]
    )
    func damagedRow(_ act: String) async throws {
        let fixture = LogFixture()
        let service = fixture.service()
        await service.step()
        try await fixture.act(3)
        await fixture.store.alterRecord { rows, _ in
            switch act {
            case "changed":
                let old = rows[2].record
                let record = AuditRecord(
                    when: old.when,
                    actor: old.actor,
                    kind: old.kind,
                    event: old.event,
                    salt: old.salt,
                    bytes: old.bytes + [0x20],
                    leafHash: old.leafHash
                )
                rows[2] = StoredAuditRecord(position: 3, record: record)
            case "removed": rows.remove(at: 2)
            default: rows[2] = StoredAuditRecord(position: 4, record: rows[2].record)
            }
        }
        await service.step()
        #expect(try await fixture.log()?.size == 1)
        #expect(service.warnings().first?.contains("signs nothing") == true)
    }

    @Test("a state that differs from what was signed stops the log", arguments: ["root", "checkpoint", "size"])
    func damagedState(_ what: String) async throws {
        let fixture = LogFixture()
        try await fixture.act(3)
        await fixture.service().step()
        let signed = try #require(try await fixture.log())
        await fixture.store.alterRecord { _, log in
            switch what {
            case "root": log?.root = Array(repeating: 1, count: 32)
            case "checkpoint": log?.signed = signed.signed.replacing("\n4\n", with: "\n5\n")
            default: log?.frontier.append(Array(repeating: 1, count: 32))
            }
        }
        try await fixture.act(2)
        let service = fixture.service()
        await service.step()
        #expect(try await fixture.log()?.size == (what == "size" ? 5 : 4))
        #expect(service.warnings().first?.contains("signs nothing") == true)
    }

    @Test("a missing key stops the log, and a returned one lets it go on")
    func missingKey() async throws {
        let fixture = LogFixture()
        await fixture.service().step()
        let key = try #require(try await fixture.keys.key(named: "record-1", purpose: .server))
        await fixture.keys.remove("record-1")
        try await fixture.act(1)
        let service = fixture.service()
        await service.step()
        #expect(try await fixture.log()?.size == 1)
        #expect(service.warnings().first?.contains("The key record-1 of the record's log is missing") == true)
        try await fixture.keys.save(pkcs8: try key.pkcs8(), named: "record-1", purpose: .server)
        fixture.clock.advance(seconds: 31)
        await service.step()
        #expect(try await fixture.log()?.size == 2)
        #expect(service.warnings().isEmpty)
    }

    @Test("the signer signs neither a smaller tree nor another root at a size that was signed")
    func guardOfTheSigner() async throws {
        let origin = LogFixture.origin
        var signer = try await RecordSigner.open("record-1", origin: origin, isNew: true, in: InMemoryKeyStore())
        let root = Array(repeating: UInt8(1), count: 32)
        let signed = Checkpoint(origin: origin, size: 5, root: root)
        signer.raise(to: signed)
        signer.raise(to: Checkpoint(origin: origin, size: 3, root: root))
        #expect(try await signer.sign(signed).isSigned(by: signer.noteKey))
        #expect(try await signer.sign(Checkpoint(origin: origin, size: 6, root: root)).isSigned(by: signer.noteKey))
        for checkpoint in [
            Checkpoint(origin: origin, size: 4, root: root), Checkpoint(origin: origin, size: 5, root: Array(repeating: 2, count: 32)),
            Checkpoint(origin: "other", size: 9, root: root),
        ] {
            await #expect(throws: RecordLogHaltedError.self) { try await signer.sign(checkpoint) }
        }
    }

    @Test("a failing store is a warning after a minute, and none after it works again")
    func failingStore() async throws {
        let fixture = LogFixture()
        let service = fixture.service()
        await service.step()
        try await fixture.act(1)
        await fixture.store.onCommit { _ in throw CommitError.unavailable("locked") }
        await service.step()
        #expect(service.warnings().isEmpty)
        fixture.clock.advance(seconds: 61)
        await service.step()
        #expect(service.warnings().first?.contains("has not been extended since") == true)
        await fixture.store.onCommit(nil)
        await service.step()
        #expect(service.warnings().isEmpty)
        #expect(try await fixture.log()?.size == 2)
    }
}
