import CACore
import CAInterface
import PortableFoundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("recovering an authority on the machine")
struct AuthorityRecoveryTests {
    @Test("a user becomes administrator again, role separation ends, and the record has it")
    func recover() async throws {
        let scratch = try ScratchStore()
        let directory = scratch.directory
        let store = try await scratch.open()
        let sample = try await SampleRecords.make()
        let carol = SampleDocuments.principal
        try await store.commit([.added(carol)], as: .accountCreated, by: .service(.firstStart), when: sample.time)
        var locked = sample.authority
        locked.access = AccessControlList([
            .init(trustee: .authenticatedUsers, rights: [.read, .enroll]),
            .init(trustee: carol.sid, rights: [.manageAuthority, .audit], isDeny: true),
        ])
        locked.duties.roleSeparation = true
        locked.duties.auditFilter = .security
        try await store.commit([.authorityCreated(locked)], expecting: .nothing)
        let epoch = try await store.rightsEpoch()
        try await store.close()

        await #expect(throws: StoreError.self) {
            _ = try await AuthorityRecovery.run(in: directory, authority: locked.name, account: "nobody", when: sample.time)
        }
        await #expect(throws: StoreError.self) {
            _ = try await AuthorityRecovery.run(in: directory, authority: "Other", account: carol.name, when: sample.time)
        }
        let name = carol.name.uppercased()
        let done = try await AuthorityRecovery.run(in: directory, authority: locked.name, account: name, when: sample.time)
        #expect(done.account == carol.accountName)

        let again = try await scratch.open()
        let found = try #require(try await again.authorities().first)
        #expect(found.access.rights(of: carol) == [.read, .enroll, .manageAuthority])
        #expect(found.rights(of: carol).contains(.manageAuthority))
        #expect(found.duties == AuthorityDuties(auditFilter: .security))
        #expect(found.revision == locked.revision + 1)
        #expect(try await again.rightsEpoch() > epoch)
        let records = try await again.auditRecords(after: 0, limit: 100)
        #expect(records.last?.record.event == "authorityRecovered")
        #expect(AuditFault.all(in: records).isEmpty)
        try await again.close()
    }
}
