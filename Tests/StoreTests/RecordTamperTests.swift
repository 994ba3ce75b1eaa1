import CACore
import CAInterface
import Foundation
import GRDB
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("Somebody with the database in hand and without the log's key is found out")
struct RecordTamperTests {
    /// A database whose log has 300 rows and more, and the checkpoints that others kept meanwhile.
    private struct Kept {
        let scratch: ScratchStore
        let early: [UInt8]
        let late: [UInt8]

        var outside: [RecordCheck.Outside] {
            [RecordCheck.Outside(name: "The early one", note: early), RecordCheck.Outside(name: "The late one", note: late)]
        }

        func check(with outside: [RecordCheck.Outside]? = nil, key: NoteKey? = nil) async throws -> RecordReport {
            try await RecordCheck.database(in: scratch.directory, outside: outside ?? self.outside, key: key)
        }

        /// Like somebody with an SQL shell: without the triggers.
        func edit(_ body: (Database) throws -> Void) throws {
            let queue = try DatabaseQueue(path: scratch.path)
            try queue.write { database in
                for trigger in [
                    "audit_fixed", "audit_stays", "record_log_grows", "record_log_stays", "record_tile_grows", "record_tile_stays",
                ] { try database.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)") }
                try body(database)
            }
            try queue.close()
        }

        /// Makes hashes, tiles and state fit the rows again, as far as that goes without the key.
        func rewrite(_ database: Database) throws {
            let connection = StoreConnection(database)
            let log = try #require(try RecordLogRow.log(from: connection))
            var (tiles, frontier) = (RecordTiles(), MerkleFrontier())
            for stored in try AuditRow.records(after: 0, limit: 10_000, from: connection).prefix(log.size) {
                let (entry, hash) = (stored.record.entry, MerkleTree.leafHash(stored.record.entry))
                try database.execute(sql: "UPDATE audit SET leaf_hash = ? WHERE position = ?", arguments: [Data(hash), stored.position])
                tiles.append(entry, hash: hash)
                frontier.append(hash)
            }
            try database.execute(sql: "DELETE FROM record_tile")
            for tile in tiles.takeChanges() { try RecordLogRow.put(tile, in: connection) }
            try database.execute(
                sql: "UPDATE record_log SET size = ?, root = ?, frontier = ?, published_size = min(published_size, ?)",
                arguments: [frontier.size, Data(frontier.root), Data(frontier.octets), frontier.size]
            )
        }
    }

    private static func make(isClosed: Bool = true) async throws -> Kept {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        let service = RecordLogService(
            store: store,
            keys: InMemoryKeyStore(),
            origin: "pki.example.test/record",
            kept: CheckpointFile(directory: scratch.directory),
            clock: { sample.time },
            logger: ScratchStore.logger
        )
        try await store.commit((0..<20).map { _ in .audited(sample.audit()) }, expecting: .nothing)
        await service.step()
        let early = try #require(try await store.recordLog())
        try await store.commit((0..<300).map { _ in .audited(sample.audit()) }, expecting: .nothing)
        await service.step()
        let late = try #require(try await store.recordLog())
        #expect(service.warnings().isEmpty)
        #expect(late.size == 321)
        try await store.close()
        return Kept(scratch: scratch, early: Array(early.published.utf8), late: Array(late.published.utf8))
    }

    @Test("complete lists, deltas and lists of partitions have their records")
    func lists() async throws {
        let sample = try await SampleRecords.make()
        let store = try await ScratchStore().opened(with: sample)
        let (whole, delta) = (sample.revocationList(1), sample.revocationList(2, base: 1, coversThrough: 0))
        func facts(_ list: StoredRevocationList) -> AuditEvent.RevocationListFacts {
            AuditEvent.RevocationListFacts(
                authority: list.key.authority.rawValue,
                key: list.key.index,
                number: list.number,
                entries: list.count,
                coversThrough: list.coversThrough,
                sha256: list.object.rawValue
            )
        }
        let events: [AuditEvent] = [
            .revocationListSigned(facts(whole)), .revocationListPartSigned(facts(delta), partition: 0, baseNumber: 1),
        ]
        let records = events.map { AuditRecord($0, by: .service(.revocationLists), when: sample.time) }
        try await store.commit([.revocationListSigned(whole), .revocationListSigned(delta)], expecting: .nothing)
        func faults(with records: [AuditRecord]) async throws -> [String] {
            try await store.managementWrite { database in
                var acts = RecordedActs()
                for record in records { acts.note(record) }
                try acts.compare(with: StoreConnection(database))
                return acts.faults().filter { $0.contains("lists") }
            }
        }
        #expect(try await faults(with: records) == [])
        #expect(try await faults(with: [records[0]]).map { $0.prefix(1) } == ["1"])
        try await store.close()
    }

    @Test("an unchanged record has no fault, and has the root of every kept checkpoint")
    func whole() async throws {
        let kept = try await Self.make()
        let report = try await kept.check()
        #expect(report.faults.isEmpty)
        #expect(report.rows == 321)
        #expect(report.compared.contains("The early one has 21 entries, and the record has its root."))
        #expect(report.compared.contains("The late one has 321 entries, and the record has its root."))
    }

    @Test("alteration: a changed actor is found, also when every hash is made to fit")
    func altered() async throws {
        let kept = try await Self.make()
        try kept.edit { try $0.execute(sql: "UPDATE audit SET actor = 'EXAMPLE\\mallory' WHERE position = 7") }
        #expect(try await kept.check().faults == ["Record 7 is not as it was written (actor)."])
        try kept.edit { database in
            try database.execute(
                sql:
                    "UPDATE audit SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"command on the server\"', '\"EXAMPLE\\\\mallory\"') AS BLOB) WHERE position = 7"
            )
            try kept.rewrite(database)
        }
        let faults = try await kept.check().faults
        #expect(faults.contains { $0.hasPrefix("The early one has another root at 21 entries") })
        #expect(!faults.contains { $0.hasPrefix("Record 7") })
    }

    @Test("deletion: a missing row is found, also when all later rows move up and every hash is made to fit")
    func deleted() async throws {
        let kept = try await Self.make()
        try kept.edit { try $0.execute(sql: "DELETE FROM audit WHERE position = 7") }
        #expect(try await kept.check().faults.first == "Record 7 is missing.")
        try kept.edit { database in
            // In two steps, because a position is taken while a row moves.
            try database.execute(sql: "UPDATE audit SET position = -(position - 1) WHERE position > 7")
            try database.execute(sql: "UPDATE audit SET position = -position WHERE position < 0")
            try kept.rewrite(database)
        }
        let faults = try await kept.check().faults
        #expect(faults.contains { $0.hasPrefix("The early one has another root at 21 entries") })
        #expect(faults.contains { $0.hasPrefix("The late one has 321 entries, and the record only 320") })
    }

    @Test("reordering: two rows that changed places are found, also when every hash is made to fit")
    func reordered() async throws {
        let kept = try await Self.make()
        try kept.edit { database in
            for (from, to) in [(7, -1), (8, 7), (-1, 8)] {
                try database.execute(sql: "UPDATE audit SET position = ? WHERE position = ?", arguments: [to, from])
            }
        }
        let first = try await kept.check().faults
        #expect(first.contains { $0.hasPrefix("The early one has another root at 21 entries") })
        try kept.edit { try kept.rewrite($0) }
        let faults = try await kept.check().faults
        #expect(faults.contains { $0.hasPrefix("The early one has another root at 21 entries") })
    }

    @Test("truncation: missing last rows are found, also when the log goes back to a signed checkpoint")
    func truncated() async throws {
        let kept = try await Self.make()
        try kept.edit { try $0.execute(sql: "DELETE FROM audit WHERE position > 21") }
        #expect(try await kept.check().faults.contains("The log has 321 entries, and the record only 21: rows are missing at its end."))
        try kept.edit { database in
            try kept.rewrite(database)
            let note = String(decoding: kept.early, as: UTF8.self)
            try database.execute(
                sql: "UPDATE record_log SET size = 21, signed = ?, published = ?, published_size = 21",
                arguments: [note, note]
            )
        }
        // The database alone is a whole record of an earlier moment.
        #expect(try await kept.check(with: []).faults.isEmpty)
        let faults = try await kept.check().faults
        #expect(faults == ["The late one has 321 entries, and the record only 21: rows are missing at its end."])
    }

    @Test("a log signed by a stranger's key is found by the noted key, and by every kept checkpoint")
    func otherKey() async throws {
        let kept = try await Self.make()
        let state = try #require(try await RecordState.read(from: kept.scratch.directory))
        let noted = try #require(NoteKey(state.log.verifierKey))
        let stranger = try await RecordSigner.open("record-1", origin: noted.name, isNew: true, in: InMemoryKeyStore())
        let note = try await stranger.sign(state.log.checkpoint).description
        try kept.edit { database in
            try database.execute(
                sql: "UPDATE record_log SET verifier_key = ?, signed = ?, published = ?",
                arguments: [stranger.noteKey.description, note, note]
            )
        }
        #expect(try await kept.check(with: []).faults.isEmpty)
        #expect(try await kept.check().faults.contains { $0.hasPrefix("The late one is not signed by the key") })
        let faults = try await kept.check(with: [], key: noted).faults
        #expect(faults.contains { $0.hasPrefix("The database names another key of the log") })
    }

    @Test("a changed tile is found, because readers would not believe it")
    func tile() async throws {
        let kept = try await Self.make()
        try kept.edit { try $0.execute(sql: "UPDATE record_tile SET bytes = zeroblob(length(bytes)) WHERE level = 1") }
        #expect(try await kept.check().faults == ["1 tiles are missing, or differ from the record."])
    }

    @Test("a certificate whose row was changed, added or removed behind the record is found", arguments: ["changed", "added", "removed"])
    func certificates(_ act: String) async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        let row = sample.request(try await store.reserveRequestID(of: SampleRecords.number))
        let certificate = try #require(row.certificate)
        var facts = AuditEvent.RequestFacts(
            authority: row.authority.rawValue,
            request: row.id.rawValue,
            revision: 1,
            disposition: 20,
            status: "0x00000000",
            message: "Issued",
            requester: row.requesterName,
            requesterID: row.requester
        )
        facts.serial = certificate.serialNumber
        facts.certificateSHA256 = Hex.encode(Digest.sha256(certificate.bytes))
        let record = AuditRecord(.request(.issued, facts), by: .service(.command), when: sample.time)
        try await store.commit([.requestReceived(row), .audited(record)], expecting: .nothing)
        let service = RecordLogService(
            store: store,
            keys: InMemoryKeyStore(),
            origin: "pki.example.test/record",
            kept: CheckpointFile(directory: scratch.directory),
            clock: { sample.time },
            logger: ScratchStore.logger
        )
        await service.step()
        try await store.close()
        #expect(try await RecordCheck.database(in: scratch.directory, outside: []).faults.isEmpty)
        let queue = try DatabaseQueue(path: scratch.path)
        try await queue.write { database in
            for trigger in try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'request'"
            ) {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            switch act {
            case "changed": try database.execute(sql: "UPDATE request SET certificate = x'3000'")
            case "added":
                try database.execute(sql: "CREATE TEMP TABLE copy AS SELECT * FROM request")
                try database.execute(sql: "UPDATE copy SET key = key + 1, serial = '0badcafe', submission_key = NULL")
                try database.execute(sql: "INSERT INTO request SELECT * FROM copy")
            default: try database.execute(sql: "DELETE FROM request")
            }
        }
        try queue.close()
        let faults = try await RecordCheck.database(in: scratch.directory, outside: []).faults
        let one = "request \(row.id.rawValue + (act == "added" ? 1 : 0)) of authority 1"
        let expected = [
            "changed": [
                "1 certificates have no record, among them \(one).",
                "1 certificates of the record have no row, or the row has another certificate.",
            ],
            "added": ["1 certificates have no record, among them \(one)."],
            "removed": [
                "1 certificates of the record have no row, or the row has another certificate.", "1 requests of the record have no row.",
            ],
        ]
        #expect(faults == expected[act])
    }

    // MARK: Exports and proofs

    @Test("an exported record is verified without the database, with and without its rows", arguments: [false, true])
    func exported(_ withRows: Bool) async throws {
        let kept = try await Self.make()
        let place = try await RecordPlace.database(in: kept.scratch.directory)
        let directory = kept.scratch.directory + "/export"
        let withoutStart: @Sendable (AuditRecord) -> Bool = { $0.kind != 0x8D }
        let written = try await RecordExport.write(place, to: directory, includes: withRows ? withoutStart : nil)
        #expect(written.entries == 321)
        #expect(written.rows == (withRows ? 320 : 0))
        let report = try RecordCheck.exported(in: directory, outside: kept.outside)
        #expect(report.faults.isEmpty)
        #expect(report.rows == 321)
        #expect(report.compared.last == "\(written.rows) rows are there with their content.")
        await #expect(throws: StoreError.self) { try await RecordExport.write(place, to: directory, includes: nil) }
    }

    @Test(
        "an entry, a tile or a row that was changed in an exported record is found",
        arguments: ["tile/entries/000", "tile/0/001.p/65", "records.jsonl"]
    )
    func changedExport(_ file: String) async throws {
        let kept = try await Self.make()
        let directory = kept.scratch.directory + "/export"
        _ = try await RecordExport.write(try await RecordPlace.database(in: kept.scratch.directory), to: directory, includes: { _ in true })
        let path = directory + "/" + file
        var octets = Array(try #require(FileManager.default.contents(atPath: path)))
        if file.hasSuffix("jsonl") {
            octets = Array(
                String(decoding: octets, as: UTF8.self).replacing("publicationOrdered", with: "certificateRevoked", maxReplacements: 1).utf8
            )
        } else {
            octets[40] ^= 1
        }
        try Data(octets).write(to: URL(filePath: path))
        #expect(try !RecordCheck.exported(in: directory, outside: []).faults.isEmpty)
    }

    @Test("tlog-scales reads an exported log and finds its entries included", .enabled(if: PythonJudge.has(module: "tlog_scales")))
    func judged() async throws {
        let kept = try await Self.make()
        let place = try await RecordPlace.database(in: kept.scratch.directory)
        let directory = kept.scratch.directory + "/export"
        _ = try await RecordExport.write(place, to: directory, includes: nil)
        let said = try PythonJudge.run(
            """
            from tlog_scales import backend, tiles
            from tlog_scales.reader import TilesReader
            reader = TilesReader(backend.make_backend("\(directory)"))
            checkpoint = reader.get_checkpoint()
            for index in (0, 20, 255, 256, 320):
                entry = reader.get_entry(index)
                reader.get_inclusion_proof(index, checkpoint.size).check(tiles.leaf_hash(entry), checkpoint.root_hash)
                print(entry.hex())
            """
        )
        let rows = try await place.records(after: 0, limit: 400)
        #expect(said.split(separator: "\n").map(String.init) == [0, 20, 255, 256, 320].map { Hex.encode(rows[$0].record.entry) })
    }

    @Test("receipts from the database and from an export prove every row they are asked for", arguments: [1, 21, 256, 257, 321])
    func receipts(_ position: Int) async throws {
        let kept = try await Self.make()
        let place = try await RecordPlace.database(in: kept.scratch.directory)
        let directory = kept.scratch.directory + "/export"
        _ = try await RecordExport.write(place, to: directory, includes: nil)
        let exported = try await RecordPlace.exported(in: directory)
        let row = try #require(try await place.records(after: position - 1, limit: 1).first)
        for place in [place, exported] {
            let receipt = try #require(InclusionReceipt(try await place.receipt(of: position).text))
            #expect(receipt.proves(row.record.leafHash, by: place.key))
            #expect(!receipt.proves(Array(repeating: 0, count: 32), by: place.key))
        }
        await #expect(throws: StoreError.self) { try await place.receipt(of: 322) }
        await #expect(throws: StoreError.self) { try await place.receipt(of: 0) }
    }

    @Test("the proof of an earlier checkpoint verifies, and there is none for another history")
    func consistency() async throws {
        let kept = try await Self.make()
        let place = try await RecordPlace.database(in: kept.scratch.directory)
        let early = try #require(SignedNote(octets: kept.early))
        let former = try #require(Checkpoint(text: early.text))
        let proof = try await place.consistency(since: former)
        let (size, root) = (place.checkpoint.size, place.checkpoint.root)
        #expect(MerkleProof.isConsistent(former: 21, formerRoot: former.root, size: size, root: root, proof: proof))
        for strange in [
            Checkpoint(origin: former.origin, size: 21, root: root), Checkpoint(origin: former.origin, size: 400, root: root),
        ] {
            await #expect(throws: StoreError.self) { try await place.consistency(since: strange) }
        }
    }
}
