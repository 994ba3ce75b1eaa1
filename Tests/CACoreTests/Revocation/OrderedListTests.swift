import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Revocation lists that are ordered until a time")
struct OrderedListTests {
    private static let key = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)

    private func newest(_ test: TestAuthority) async throws -> StoredRevocationList {
        try #require(try await test.store.revocationLists(of: Self.key, limit: 1).first)
    }

    private func overlap(_ test: TestAuthority) async throws -> Double {
        let settings = try await test.bound(test.administrator).settings()
        return Double(settings.crlValiditySeconds - settings.crlPeriodSeconds)
    }

    @Test("a list that is ordered until a time ends an overlap after it, and the next one comes at that time")
    func sooner() async throws {
        let test = try await TestAuthority.make()
        let now = Date(timeIntervalSince1970: test.clock.now.timeIntervalSince1970.rounded(.down))
        let until = now + 3_600
        try await test.bound(test.administrator).publishRevocationLists(until: until, passphrase: nil)
        let ordered = try await newest(test)
        #expect(ordered.nextUpdate == until + (try await overlap(test)))
        #expect(try await test.service.publishDueRevocationLists() == until)
        #expect(try await newest(test).number == ordered.number)
        test.clock.advance(seconds: 3_600)
        _ = try await test.service.publishDueRevocationLists()
        let next = try await newest(test)
        #expect(next.number == ordered.number + 1)
        let settings = try await test.bound(test.administrator).settings()
        #expect(next.nextUpdate.timeIntervalSince(next.signedWhen) == Double(settings.crlValiditySeconds))
    }

    @Test("a list that is ordered for long is replaced when the settings say")
    func later() async throws {
        let test = try await TestAuthority.make()
        let until = Date(timeIntervalSince1970: (test.clock.now.timeIntervalSince1970 + 300 * 86_400).rounded(.down))
        try await test.bound(test.administrator).publishRevocationLists(until: until, passphrase: nil)
        let ordered = try await newest(test)
        #expect(ordered.nextUpdate == until + (try await overlap(test)))
        let period = try await test.bound(test.administrator).settings().crlPeriodSeconds
        #expect(try await test.service.publishDueRevocationLists() == ordered.signedWhen + Double(period))
        test.clock.advance(seconds: Double(period))
        _ = try await test.service.publishDueRevocationLists()
        #expect(try await newest(test).number == ordered.number + 1)
    }

    @Test("a time that has passed, or gives a list of more than two years, is 0x80070057, and nothing is signed")
    func impossible() async throws {
        let test = try await TestAuthority.make()
        let before = try await newest(test)
        let bound = try await test.bound(test.administrator)
        for seconds in [-1, 0, 731.9 * 86_400, 733.0 * 86_400] {
            let error = await #expect(throws: CAError.self) {
                try await bound.publishRevocationLists(until: test.clock.now + seconds, passphrase: nil)
            }
            #expect(error?.status == .invalidArgument)
        }
        #expect(try await newest(test) == before)
    }

    @Test("an officer orders no list that lasts longer than the settings say; an administrator does")
    func longerThanTheSettings() async throws {
        let test = try await TestAuthority.make()
        let settings = try await test.bound(test.administrator).settings()
        let later = test.clock.now + Double(settings.crlValiditySeconds) + 3_600
        let officer = try await test.bound(test.officer)
        await #expect(throws: CAError.self) { try await officer.publishRevocationLists(until: later, passphrase: nil) }
        try await officer.publishRevocationLists(until: later - 7_200, passphrase: nil)
        try await test.bound(test.administrator).publishRevocationLists(until: later, passphrase: nil)
    }

    @Test("a list that ends with its authority is due in the middle of its validity, not at once")
    func capped() {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let list = StoredRevocationList(
            key: Self.key,
            number: 7,
            signedWhen: now,
            thisUpdate: now,
            nextUpdate: now + 7_200,
            count: 0,
            coversThrough: 0,
            object: ObjectID(of: [])
        )
        let state = RevocationListState(latest: list, uncovered: 0, journalHead: 0)
        #expect(state.due(period: 86_400, overlap: 43_200, at: now) == now + 3_600)
        #expect(state.due(period: 86_400, overlap: 3_600, at: now) == now + 3_600)
        #expect(state.due(period: 1_800, overlap: 5_400, at: now) == now + 1_800)
    }
}
