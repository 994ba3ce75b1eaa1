import Foundation
import PKIDirectory
import PKIFormats
@testable import Store
import Testing

@Suite("two administrators act at once")
struct LastAdministratorTests {
    private enum Act: CaseIterable, Sendable { case disabling, takingOut }

    @Test("if two administrators remove each other at once, one of them remains", arguments: 0..<10, Engine.all)
    func race(_ round: Int, _ engine: Engine) async throws {
        let scratch = try await engine.scratch()
        let stores = try await scratch.two()
        let store = stores[0]
        let nodes = stores.map { store in
            let signIn = SignIn(directory: store, clock: { Date() }, hashing: PasswordHashing(cost: 16, blockSize: 8, parallelism: 1))
            return DirectoryAdministration(directory: store, signIn: signIn, clock: { Date() })
        }
        let (one, other) = try await administrators(in: store)

        @Sendable func putOut(_ victim: Principal, by actor: Principal, _ act: Act, at accounts: DirectoryAdministration) async -> Bool {
            do {
                switch act {
                case .disabling: _ = try await accounts.update(victim.name, with: PrincipalUpdate(enabled: false), by: caller(actor))
                case .takingOut: try await accounts.removeMember(victim.name, fromGroup: "CA Administrators", by: caller(actor))
                }
                return true
            } catch {
                return false
            }
        }
        let acts = round % 2 == 0 ? Act.allCases : Act.allCases.reversed()
        async let first = putOut(other, by: one, acts[0], at: nodes[0])
        async let second = putOut(one, by: other, acts[round % 3 == 0 ? 0 : 1], at: nodes[1])
        let succeeded = await [first, second].count { $0 }
        #expect(succeeded == 1)
        let group = WellKnownAccount.authorityAdministrators.sid(in: try await store.domainIdentifier())
        #expect(try await store.members(of: group, page: DirectoryPage()).count { $0.enabled } == 1)
        for store in stores { try await store.close() }
        withExtendedLifetime(scratch) {}
    }

    private func caller(_ principal: Principal) -> Caller {
        Caller(principal: principal, authentication: .password, door: .api, remoteAddress: "192.0.2.1", correlationID: UUID())
    }

    /// Both with a password.
    private func administrators(in store: any RecordStore) async throws -> (Principal, Principal) {
        let domain = try await store.domainIdentifier()
        func principal(_ name: String, _ kind: Principal.Kind, _ relativeID: UInt32, _ groups: Set<SecurityIdentifier>) -> Principal {
            Principal(
                id: UUID(),
                kind: kind,
                name: name,
                domain: "EXAMPLE",
                sid: .account(domain: domain, relativeID: relativeID),
                commonName: name,
                displayName: name,
                distinguishedName: .of([(OID.domainComponent, "test"), (OID.commonName, name)]),
                groups: groups
            )
        }
        let wellKnown = WellKnownAccount.authorityAdministrators
        let group = principal(wellKnown.name, .group, wellKnown.relativeID, [])
        let one = principal("one", .user, 1_300, [group.sid])
        let other = principal("other", .user, 1_301, [group.sid])
        let password = try PasswordHashing(cost: 16, blockSize: 8, parallelism: 1).record(
            of: Array("secret".utf8),
            randomBytes: PasswordHashing.systemRandomBytes
        )
        try await store.commit(
            [
                .added(group), .added(one), .added(other), .passwordSet(principal: one.id, password),
                .passwordSet(principal: other.id, password),
            ],
            as: .accountCreated,
            by: .service(.firstStart),
            when: Date()
        )
        return (one, other)
    }
}
