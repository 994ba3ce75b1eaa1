import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite(
    "A restored database goes on above what others have seen",
    .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing))
)
struct StoreRestoredTests {
    private static let key = AuthorityKeyID(authority: SampleRecords.number, index: 0)

    private static func restored(_ scratch: ScratchDatabase) throws -> StoreRestored {
        try StoreRestored(address: scratch.database.url(as: .application), password: nil, now: SampleDocuments.time)
    }

    /// A database with a request and list 2.
    private static func database(_ sample: SampleRecords) async throws -> (ScratchDatabase, StoredRequest) {
        let scratch = try await ScratchDatabase()
        let store = try await scratch.open()
        try await store.commit([.authorityCreated(sample.authority), .templateSaved(sample.template())], expecting: .nothing)
        let row = sample.request(try await store.reserveRequestID(of: SampleRecords.number))
        try await store.commit(
            [.requestReceived(row), .revocationListSigned(sample.revocationList(2)), .audited(sample.audit())],
            expecting: .nothing
        )
        _ = try await store.lease(for: .publication)
        try await store.close()
        return (scratch, row)
    }

    static func published(_ sample: SampleRecords, number: Int, revoked: [String]) async throws -> Restoration.PublishedList {
        let algorithm = sample.identity.key.defaultSignatureAlgorithm
        let body = TBSCertificateList(
            signatureAlgorithm: algorithm,
            issuer: sample.identity.certificate.subject,
            thisUpdate: sample.time,
            nextUpdate: sample.time + 86_400,
            revoked: revoked.map { RevokedEntry(serialNumber: SerialText.octets(of: $0) ?? [], date: sample.time, reason: .keyCompromise) },
            extensions: [CRLNumber(UInt64(number)).asExtension()]
        ).derEncoded()
        let signature = try await sample.identity.key.sign(body, using: algorithm)
        return .init(origin: "list.crl", bytes: TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: signature))
    }

    @Test("numbers, fences and the rights epoch are raised, and published revocations are taken over")
    func raised() async throws {
        let sample = try await SampleRecords.make()
        let (scratch, row) = try await Self.database(sample)
        let state = try await scratch.database.ask("SELECT rights_epoch, next_relative_id FROM chancery.state")
        let before = state.split(separator: "|").compactMap { Int($0) }
        let serial = try #require(row.certificate?.serialNumber)
        let list = try await Self.published(sample, number: 40, revoked: [serial, "4aff"])
        let needed = try await Self.restored(scratch).neededLists()
        #expect(needed.map(\.number) == [2])
        let raised = try await Self.restored(scratch).raise(above: [list], requestIDsAbove: nil)
        #expect(raised.map(\.number) == [40])
        #expect(raised.map(\.revokedAgain) == [1])
        #expect(raised.map(\.foreign) == [1])

        let store = try await scratch.open()
        #expect(try await store.reserveRequestID(of: SampleRecords.number) > RequestID(StoreRestored.gap))
        #expect(store.memory.rightsEpoch == before[0] + StoreRestored.epochGap)
        let relative = try await scratch.database.ask("SELECT next_relative_id FROM chancery.state")
        #expect(Int(relative) == before[1] + StoreRestored.gap)
        #expect(try await store.lease(for: .publication)?.fence ?? 0 > StoreRestored.gap)
        #expect(try await store.revocationListState(of: Self.key).latest?.number == 40)
        // The next list is made from the backup's own and the changes, so that both revocations are among these.
        let query = RevocationListQuery(RevocationListPart(key: Self.key), at: sample.time)
        let delta = try await store.revocationListDelta(query, since: sample.revocationList(2))
        #expect(Set(delta.entries.map { Hex.encode($0.serialNumber) }) == [serial, "4aff"])
        #expect(try await store.revocationListState(of: Self.key).uncovered == 2)
        #expect(try await store.request(row.id, of: SampleRecords.number)?.disposition == .revoked)
        let record = try await store.auditRecords(after: 0, limit: 100)
        #expect(record.last?.record.event == "storeRestored")
        #expect(AuditFault.all(in: record) == [])
        try await store.commit([.revocationListSigned(sample.revocationList(41, coversThrough: 1))], expecting: .nothing)
        try await store.close()
        let check = try await StoreCheck.database(address: scratch.database.url(as: .application), password: nil)
        #expect(check.findings.filter { !$0.contains("octets that are not a certificate") } == [])
    }

    @Test("a list that is needed and not given, or a stranger's, changes nothing")
    func refused() async throws {
        let sample = try await SampleRecords.make()
        let (scratch, _) = try await Self.database(sample)
        let stranger = try await Self.published(SampleRecords.make(name: "Other CA"), number: 50, revoked: [])
        for lists in [[], [stranger]] {
            let error = await #expect(throws: StoreError.self) {
                try await Self.restored(scratch).raise(above: lists, requestIDsAbove: nil)
            }
            #expect(error?.description.contains("is needed") == true)
        }
        let store = try await scratch.open()
        let busy = await #expect(throws: StoreError.self) { try await Self.restored(scratch).raise(above: nil, requestIDsAbove: nil) }
        #expect(busy?.description.contains("stop all nodes") == true)
        #expect(try await store.reserveRequestID(of: SampleRecords.number) == RequestID(2))
        try await store.close()
    }

    @Test("the list of a key that an authority got later is refused, unless the key is given up")
    func laterKey() async throws {
        let sample = try await SampleRecords.make()
        let (scratch, _) = try await Self.database(sample)
        let known = try await Self.published(sample, number: 40, revoked: [])
        let later = try await Self.published(SampleRecords.make(), number: 3, revoked: ["4aff"])
        let lists = [known, Restoration.PublishedList(origin: "later.crl", bytes: later.bytes)]
        let error = await #expect(throws: StoreError.self) { try await Self.restored(scratch).raise(above: lists, requestIDsAbove: nil) }
        #expect(error?.description.contains("--lose-later-keys") == true)
        let raised = try await Self.restored(scratch).raise(above: lists, requestIDsAbove: nil, losesLaterKeys: true)
        #expect(raised.map(\.number) == [40])
        #expect(raised.map(\.foreign) == [0])
    }

    @Test("after a moment since which nothing was published, list numbers stay, and the others are raised")
    func nothingPublished() async throws {
        let sample = try await SampleRecords.make()
        let (scratch, _) = try await Self.database(sample)
        #expect(try await Self.restored(scratch).raise(above: nil, requestIDsAbove: 5_000_000).isEmpty)
        let store = try await scratch.open()
        #expect(try await store.reserveRequestID(of: SampleRecords.number) == RequestID(5_000_001))
        #expect(try await store.revocationListState(of: Self.key).latest?.number == 2)
        try await store.close()
    }
}
