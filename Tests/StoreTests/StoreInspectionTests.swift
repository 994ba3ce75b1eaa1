import CACore
import CAInterface
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@testable import Store

@Suite("What doctor reads of a database")
struct StoreInspectionTests {
    @Test("an authority without an administrator is told, also when role separation takes the last one's right")
    func withoutAdministrator() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        let sample = try await SampleRecords.make()
        let carol = SampleDocuments.principal
        try await store.commit([.added(carol)], as: .accountCreated, by: .service(.firstStart), when: sample.time)
        var authority = sample.authority
        try await store.commit([.authorityCreated(authority)], expecting: .nothing)
        func left() async throws -> Set<AuthorityNumber> {
            try await StoreInspection.read(path: scratch.path, now: sample.time).withoutAdministrator
        }
        #expect(try await left() == [authority.number])
        func change(_ rights: AccessRights, roleSeparation: Bool) async throws {
            authority.access = AccessControlList([.init(trustee: carol.sid, rights: rights)])
            authority.duties.roleSeparation = roleSeparation
            authority.revision += 1
            try await store.commit([.authorityUpdated(authority)], expecting: .nothing)
        }
        try await change(.manageAuthority, roleSeparation: true)
        #expect(try await left().isEmpty)
        try await change([.manageAuthority, .audit], roleSeparation: true)
        #expect(try await left() == [authority.number])
        try await change([.manageAuthority, .audit], roleSeparation: false)
        #expect(try await left().isEmpty)
        try await store.close()
    }

    @Test("exchange keys count until their certificates end")
    func exchangeKeys() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        let number = sample.authority.number
        let row = sample.request(try await store.reserveRequestID(of: number), notAfter: sample.time + 60)
        let exchange = StoredExchangeCertificate(authority: number, index: 0, reference: .sealedFile(name: "exchange"), request: row.id)
        try await store.commit(
            [.requestReceived(row), .exchangeCertificateIssued(exchange), .audited(sample.audit())],
            expecting: .nothing
        )
        #expect(try await StoreInspection.read(path: scratch.path, now: sample.time).exchangeCertificates[number] == [exchange])
        #expect(try await StoreInspection.read(path: scratch.path, now: sample.time + 61).exchangeCertificates[number] == [])
        try await store.close()
    }
}
