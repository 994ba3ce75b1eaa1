import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("The reason why nothing can be issued")
struct IssuanceObstacleTests {
    private static let root = AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0)
    private static let issuing = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)

    private func obstacle(_ test: TestAuthority) async throws -> String? {
        _ = try await test.service.authorities()
        return test.service.issuanceObstacle(at: test.clock.now)
    }

    @Test("a root whose key is away is no obstacle; the closed key of the only issuing authority is one")
    func keys() async throws {
        let test = try await TestAuthority.make()
        #expect(try await obstacle(test) == nil)
        test.keys.setAway(.root, true)
        test.ring.close(Self.root)
        #expect(try await obstacle(test) == nil)
        test.ring.close(Self.issuing)
        #expect(try await obstacle(test)?.contains("could not be opened") == true)
    }

    @Test("an issuing authority on hold, or not valid now, is an obstacle; a released one is none")
    func certificates() async throws {
        let test = try await TestAuthority.make()
        let rows = try await test.store.requests(RecordQuery(), requester: nil, of: Self.root.authority)
        let serial = try #require(rows.last?.serialNumber)
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        _ = try await administrator.revoke(serial: serial, reason: .certificateHold, revokingAuthority: true)
        #expect(try await obstacle(test)?.contains("is revoked") == true)
        _ = try await administrator.revoke(serial: serial, reason: .removeFromCRL, revokingAuthority: true)
        #expect(try await obstacle(test) == nil)
        // The clock was ahead when the certificate was made, and is set right.
        test.clock.set(back: 3600)
        #expect(try await obstacle(test)?.contains("begins at") == true)
        test.clock.advance(seconds: 3600)
        #expect(try await obstacle(test) == nil)
        test.clock.advance(seconds: 11 * 365 * 86_400)
        #expect(try await obstacle(test)?.contains("ended at") == true)
    }
}
