import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite struct DirectoryAdministrationTests {
    private let directory = InMemoryDirectory()
    private let accounts: DirectoryAdministration
    private let administrator = principal("admin", 500, [.authorityAdministrators])
    private let user = principal("alice", 1300, [.users])

    init() async throws {
        accounts = DirectoryAdministration(
            directory: directory, clock: { Date(timeIntervalSince1970: 1_795_219_200) },
            hashing: PasswordHashing(cost: 16, blockSize: 8, parallelism: 1))
        let group = Principal(
            id: UUID(), kind: .group, name: "Auditors", domain: "EXAMPLE", sid: WellKnownAccount.auditors.sid(in: (1, 2, 3)),
            commonName: "Auditors",
            displayName: "Auditors", distinguishedName: .empty)
        for principal in [administrator, user, group] {
            try await directory.commit([.added(principal)], as: .accountCreated, by: .service(.firstStart), when: Date())
        }
    }

    private static func principal(_ name: String, _ relativeID: UInt32, _ groups: [WellKnownAccount]) -> Principal {
        Principal(
            id: UUID(), kind: .user, name: name, domain: "EXAMPLE", sid: .account(domain: (1, 2, 3), relativeID: relativeID),
            commonName: name,
            displayName: name,
            distinguishedName: .of([
                (OID.domainComponent, "test"), (OID.domainComponent, "example"), (OID.commonName, "Users"), (OID.commonName, name),
            ]), groups: Set(groups.map { $0.sid(in: (1, 2, 3)) }))
    }

    private func caller(_ principal: Principal) -> Caller {
        Caller(principal: principal, authentication: .password, door: .api, remoteAddress: "192.0.2.9", correlationID: UUID())
    }

    @Test("a user gets the domain, a UPN, the group Users and the groups named, and can sign in")
    func addUser() async throws {
        let new = NewPrincipal(name: "carol", kind: .user, mail: "carol@example.test", groups: ["auditors"], password: Array("pw".utf8))
        let carol = try await accounts.add(new, by: caller(administrator))
        #expect(carol.accountName == "EXAMPLE\\carol")
        #expect(carol.userPrincipalName == "carol@example.test")
        #expect(carol.groups == [WellKnownAccount.users.sid(in: (1, 2, 3)), WellKnownAccount.auditors.sid(in: (1, 2, 3))])
        #expect(carol.distinguishedName.rfc4514 == "CN=carol,CN=Users,DC=example,DC=test")
        #expect(carol.sid.relativeID >= WellKnownAccount.firstFreeRelativeID)
        let signIn = SignIn(directory: directory, clock: { Date() })
        #expect(try await signIn.principal(name: "carol", password: Array("pw".utf8), from: "").id == carol.id)
        #expect(await directory.audit.last?.actor == "EXAMPLE\\admin")
    }

    @Test("a machine gets its dollar sign, the group Machines and no UPN")
    func addMachine() async throws {
        let machine = try await accounts.add(
            NewPrincipal(name: "web1", kind: .machine, dnsHostName: "web1.example.test"), by: caller(administrator))
        #expect(machine.name == "web1$")
        #expect(machine.commonName == "web1")
        #expect(machine.userPrincipalName == nil)
        #expect(machine.groups == [WellKnownAccount.machines.sid(in: (1, 2, 3))])
    }

    @Test("only administrators add accounts, and users do not list them")
    func rights() async throws {
        await #expect { try await accounts.add(NewPrincipal(name: "x", kind: .user), by: caller(user)) } throws: {
            ($0 as? DirectoryError)?.code == .accessDenied
        }
        await #expect { try await accounts.principals(for: user) } throws: { ($0 as? DirectoryError)?.code == .accessDenied }
        #expect(try await accounts.principals(kind: .user, for: administrator).map(\.name) == ["admin", "alice"])
    }

    @Test(
        "a name that would be ambiguous elsewhere is refused",
        arguments: [
            NewPrincipal(name: "", kind: .user), NewPrincipal(name: "a:b", kind: .user), NewPrincipal(name: "a\\b", kind: .user),
            NewPrincipal(name: "a@b", kind: .user), NewPrincipal(name: " a", kind: .user), NewPrincipal(name: "a\n", kind: .user),
            NewPrincipal(name: "a", kind: .user, mail: "nobody"), NewPrincipal(name: "a", kind: .user, userPrincipalName: "a@b@c"),
            NewPrincipal(name: "a", kind: .machine, dnsHostName: "*.example.test"), NewPrincipal(name: "a", kind: .group),
        ])
    func names(_ new: NewPrincipal) async {
        await #expect { try await accounts.add(new, by: caller(administrator)) } throws: { ($0 as? DirectoryError)?.code == .invalidName }
    }

    @Test("a name that exists and a group that does not are refused")
    func clashes() async {
        await #expect { try await accounts.add(NewPrincipal(name: "ALICE", kind: .user), by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .alreadyExists
        }
        await #expect {
            try await accounts.add(NewPrincipal(name: "d", kind: .user, groups: ["Nobody"]), by: caller(administrator))
        } throws: {
            ($0 as? DirectoryError)?.code == .unknown
        }
    }

    @Test("everybody may change their own password, administrators any; and only they disable accounts")
    func change() async throws {
        try await accounts.setPassword(Array("new".utf8), ofAccount: "alice", by: caller(user))
        try await accounts.setPassword(Array("new".utf8), ofAccount: "alice", by: caller(administrator))
        await #expect(throws: DirectoryError.self) { try await accounts.setPassword(Array("x".utf8), ofAccount: "admin", by: caller(user)) }
        await #expect(throws: DirectoryError.self) { try await accounts.setEnabled(false, account: "admin", by: caller(user)) }
        try await accounts.setEnabled(false, account: "alice", by: caller(administrator))
        #expect(try await directory.principal(named: "alice")?.enabled == false)
    }
}
