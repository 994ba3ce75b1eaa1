import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import PKIDirectory

@Suite struct DirectoryAdministrationTests {
    private let directory = InMemoryDirectory()
    private let accounts: DirectoryAdministration
    private let administrator = principal("admin", 500, [.authorityAdministrators])
    private let user = principal("alice", 1300, [.users])

    init() async throws {
        let clock: @Sendable () -> Date = { Date(timeIntervalSince1970: 1_795_219_200) }
        let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)
        accounts = DirectoryAdministration(
            directory: directory,
            // No time passes, however long a busy machine takes for the hashes.
            signIn: SignIn(directory: directory, clock: clock, hashing: hashing, uptime: { 0 }),
            clock: clock
        )
        let group = Principal(
            id: UUID(),
            kind: .group,
            name: "Auditors",
            domain: "EXAMPLE",
            sid: WellKnownAccount.auditors.sid(in: (1, 2, 3)),
            commonName: "Auditors",
            displayName: "Auditors",
            distinguishedName: .empty
        )
        for principal in [administrator, user, group] {
            try await directory.commit([.added(principal)], as: .accountCreated, by: .service(.firstStart), when: Date())
        }
    }

    private static func principal(_ name: String, _ relativeID: UInt32, _ groups: [WellKnownAccount]) -> Principal {
        Principal(
            id: UUID(),
            kind: .user,
            name: name,
            domain: "EXAMPLE",
            sid: .account(domain: (1, 2, 3), relativeID: relativeID),
            commonName: name,
            displayName: name,
            distinguishedName: .of([
                (OID.domainComponent, "test"), (OID.domainComponent, "example"), (OID.commonName, "Users"), (OID.commonName, name),
            ]),
            groups: Set(groups.map { $0.sid(in: (1, 2, 3)) })
        )
    }

    private func caller(_ principal: Principal) -> Caller {
        Caller(principal: principal, authentication: .password, door: .api, remoteAddress: "192.0.2.9", correlationID: UUID())
    }

    @Test("a user gets the domain, a UPN, the group Users and the groups named, and can sign in")
    func addUser() async throws {
        let new = NewPrincipal(
            name: "carol",
            kind: .user,
            mail: "carol@example.test",
            groups: ["auditors"],
            password: Array("a password".utf8)
        )
        let carol = try await accounts.add(new, by: caller(administrator))
        #expect(carol.accountName == "EXAMPLE\\carol")
        #expect(carol.userPrincipalName == "carol@example.test")
        #expect(carol.groups == [WellKnownAccount.users.sid(in: (1, 2, 3)), WellKnownAccount.auditors.sid(in: (1, 2, 3))])
        #expect(carol.distinguishedName.rfc4514 == "CN=carol,CN=Users,DC=example,DC=test")
        #expect(carol.sid.relativeID >= WellKnownAccount.firstFreeRelativeID)
        let signIn = SignIn(directory: directory, clock: { Date() })
        #expect(try await signIn.principal(name: "carol", password: Array("a password".utf8), from: "").id == carol.id)
        #expect(await directory.audit.last?.actor == "EXAMPLE\\admin")
    }

    @Test("a machine gets its dollar sign, the group Machines and no UPN")
    func addMachine() async throws {
        let machine = try await accounts.add(
            NewPrincipal(name: "web1", kind: .machine, dnsHostName: "web1.example.test"),
            by: caller(administrator)
        )
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
            NewPrincipal(name: ".", kind: .user), NewPrincipal(name: "..", kind: .user), NewPrincipal(name: "O\u{301}la", kind: .user),
            NewPrincipal(name: "", kind: .user), NewPrincipal(name: "a:b", kind: .user), NewPrincipal(name: "a\\b", kind: .user),
            NewPrincipal(name: "a@b", kind: .user), NewPrincipal(name: " a", kind: .user), NewPrincipal(name: "a\n", kind: .user),
            NewPrincipal(name: "a", kind: .user, mail: "nobody"), NewPrincipal(name: "a", kind: .user, userPrincipalName: "a@b@c"),
            NewPrincipal(name: "a", kind: .machine, dnsHostName: "*.example.test"), NewPrincipal(name: "a", kind: .group),
            NewPrincipal(name: "a\u{0}", kind: .user), NewPrincipal(name: "a\u{202E}b", kind: .user),
            NewPrincipal(name: "a", kind: .user, commonName: "a\u{85}"), NewPrincipal(name: "a", kind: .user, displayName: "a\u{7F}"),
            NewPrincipal(name: "a", kind: .user, mail: "müller@example.test"), NewPrincipal(name: "a", kind: .user, mail: "a@b_c.test"),
            NewPrincipal(name: "a", kind: .user, dnsHostName: "a.example.test"),
            NewPrincipal(name: "a", kind: .machine, userPrincipalName: "a@example.test"),
            NewPrincipal(name: "a", kind: .user, password: Array("a password\u{0}".utf8)),
            NewPrincipal(name: "a", kind: .user, password: []),
        ]
    )
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

    @Test(
        "lengths are counted in Unicode scalars, up to the upper bounds of RFC 5280",
        arguments: [
            (NewPrincipal(name: "n", kind: .user, commonName: String(repeating: "Å", count: 64)), true),
            // 64 characters for a reader are 128 scalars for a certificate.
            (NewPrincipal(name: "n", kind: .user, commonName: String(repeating: "A\u{30A}", count: 64)), false),
            (NewPrincipal(name: "n", kind: .user, mail: String(repeating: "m", count: 64) + "@example.org"), true),
            (NewPrincipal(name: "n", kind: .user, mail: "m@" + String(repeating: "example.", count: 32) + "org"), false),
            (NewPrincipal(name: "n", kind: .user, displayName: String(repeating: "d", count: 257)), false),
            (NewPrincipal(name: "n", kind: .machine, dnsHostName: "n." + String(repeating: "d", count: 63) + ".example.test"), true),
            (NewPrincipal(name: "n", kind: .machine, dnsHostName: "n." + String(repeating: "d", count: 64) + ".example.test"), false),
            (
                NewPrincipal(
                    name: "n",
                    kind: .machine,
                    dnsHostName: "n." + String(repeating: "dddd.", count: 48) + "example.test"
                ), false
            ),
        ]
    )
    func lengths(_ new: NewPrincipal, isTaken: Bool) async throws {
        guard isTaken else {
            await #expect { try await accounts.add(new, by: caller(administrator)) } throws: {
                ($0 as? DirectoryError)?.code == .invalidName
            }
            return
        }
        #expect(try await accounts.add(new, by: caller(administrator)).kind == new.kind)
    }

    @Test(
        "a machine's DNS name begins with its account name and lies in the domain, or is refused",
        arguments: [
            ("web1.example.test", nil), ("WEB1.Sub.Example.test", nil), ("web1.example.org", ".example.test"),
            ("web2.example.test", "web1"), ("web1.example.test.evil.org", ".example.test"), ("web1.badexample.test", ".example.test"),
        ] as [(String, String?)]
    )
    func machineNames(_ dns: String, refusedWith reason: String?) async throws {
        let plain = try await accounts.add(NewPrincipal(name: "web1", kind: .machine), by: caller(administrator))
        let update = PrincipalUpdate(dnsHostName: .set(dns))
        guard let reason else {
            #expect(try await accounts.update(plain.name, with: update, by: caller(administrator)).dnsHostName == dns)
            return
        }
        await #expect { try await accounts.update(plain.name, with: update, by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .invalidName && "\($0)".contains(reason)
        }
    }

    @Test("a change of one's own password needs the old one; an administrator needs none for other accounts")
    func passwords() async throws {
        func set(_ new: String, _ old: String?, of name: String, by acting: Caller) async throws {
            try await accounts.setPassword(Array(new.utf8), ofAccount: name, oldPassword: old.map { Array($0.utf8) }, by: acting)
        }
        func refuses(_ old: String?, of name: String, by acting: Caller) async {
            await #expect { try await set("another one", old, of: name, by: acting) } throws: {
                ($0 as? DirectoryError)?.code == .accessDenied
            }
        }
        try await set("the first one", nil, of: "alice", by: caller(administrator))
        await refuses(nil, of: "alice", by: caller(user))
        await refuses("wrong", of: "alice", by: caller(user))
        try await set("the second one", "the first one", of: "EXAMPLE\\ALICE", by: caller(user))
        await refuses("the first one", of: "alice", by: caller(user))
        await refuses(nil, of: "admin", by: caller(administrator))
        await refuses("the second one", of: "admin", by: caller(user))
        await refuses("the second one", of: "nobody", by: caller(user))
        await #expect { try await set("another one", nil, of: "Auditors", by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .invalidName
        }
        await #expect { try await set("another one", nil, of: "nobody", by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .notFound
        }
    }

    @Test("a new password has at least ten characters; a shorter one that was set before goes on signing in")
    func shortPasswords() async throws {
        for password in ["ninechars", String(repeating: "é", count: 9)] {
            let fault = await #expect(throws: DirectoryError.self) {
                try await accounts.setPassword(Array(password.utf8), ofAccount: "alice", oldPassword: nil, by: caller(administrator))
            }
            #expect(fault?.code == .invalidName)
            #expect(fault?.message.contains("has 9 characters; a new one needs at least 10") == true)
        }
        try await accounts.setPassword(Array("ten chars!".utf8), ofAccount: "alice", oldPassword: nil, by: caller(administrator))
        let record = try await accounts.signIn.record(of: Array("short".utf8))
        try await directory.commit(
            [.passwordSet(principal: user.id, record)],
            as: .passwordSet,
            by: .service(.command),
            when: Date()
        )
        #expect(try await accounts.signIn.principal(name: "alice", password: Array("short".utf8), from: "").id == user.id)
    }

    @Test("an error that quotes a name makes its control characters visible")
    func visibleNames() async {
        await #expect { try await accounts.principal(named: "a\u{202E}b", for: administrator) } throws: { error in
            "\(error)".contains(#"a\u{202e}b"#)
        }
        await #expect { try await accounts.add(NewPrincipal(name: "a\u{200F}b", kind: .user), by: caller(administrator)) } throws: {
            error in
            "\(error)".contains(#"a\u{200f}b"#)
        }
    }

    @Test("many wrong old passwords must wait like failed sign-ins")
    func oldPasswordsAreCounted() async throws {
        try await accounts.setPassword(Array("the right one".utf8), ofAccount: "alice", oldPassword: nil, by: caller(administrator))
        for _ in 0..<5 {
            await #expect(throws: DirectoryError.self) {
                try await accounts.setPassword([0x78], ofAccount: "alice", oldPassword: Array("wrong".utf8), by: caller(user))
            }
        }
        await #expect(throws: SignInError.self) {
            try await accounts.setPassword([0x78], ofAccount: "alice", oldPassword: Array("the right one".utf8), by: caller(user))
        }
    }

    @Test("an update changes what it names, clears what it says, and leaves the rest")
    func update() async throws {
        var alice = try await accounts.update(
            "alice",
            with: PrincipalUpdate(mail: .set("a@example.test"), displayName: .set("Alice A.")),
            by: caller(administrator)
        )
        #expect((alice.mail, alice.displayName, alice.enabled) == ("a@example.test", "Alice A.", true))
        alice = try await accounts.update(
            "alice",
            with: PrincipalUpdate(enabled: false, mail: .clear, displayName: .clear),
            by: caller(administrator)
        )
        #expect((alice.mail, alice.displayName, alice.enabled) == (nil, "alice", false))
        #expect(try await directory.principal(named: "alice") == alice)
        let writes = await directory.audit.count
        #expect(try await accounts.update("alice", with: PrincipalUpdate(enabled: false), by: caller(administrator)) == alice)
        #expect(await directory.audit.count == writes)
        await #expect { try await accounts.update("alice", with: PrincipalUpdate(enabled: true), by: caller(user)) } throws: {
            ($0 as? DirectoryError)?.code == .accessDenied
        }
        await #expect { try await accounts.update("Auditors", with: PrincipalUpdate(enabled: false), by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .invalidName
        }
    }

    @Test("a disabled account is not signed in anymore, although its password was remembered")
    func disabledAtOnce() async throws {
        let signIn = accounts.signIn
        try await accounts.setPassword(Array("a password".utf8), ofAccount: "alice", oldPassword: nil, by: caller(administrator))
        #expect(try await signIn.principal(name: "alice", password: Array("a password".utf8), from: "").id == user.id)
        _ = try await accounts.update("alice", with: PrincipalUpdate(enabled: false), by: caller(administrator))
        await #expect(throws: SignInError.wrongCredentials) {
            try await signIn.principal(name: "alice", password: Array("a password".utf8), from: "")
        }
    }

    @Test("an act decided on rights that were taken meanwhile is refused")
    func rightsTaken() async throws {
        // The caller signed in as an administrator, but the directory has changed since.
        let domain = try await directory.domainIdentifier()
        await directory.forceAdd(Self.principal("other", 1301, [.authorityAdministrators]))
        var former = administrator
        former.groups = []
        await directory.forceAdd(former)
        #expect(administrator.groups == [WellKnownAccount.authorityAdministrators.sid(in: domain)])
        await #expect { try await accounts.update("alice", with: PrincipalUpdate(enabled: false), by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .accessDenied
        }
    }

    @Test("administrators make groups and their members; a group is never in itself")
    func groups() async throws {
        let inner = try await accounts.addGroup("Inner", displayName: nil, by: caller(administrator))
        _ = try await accounts.addGroup("Outer", displayName: "The outer one", by: caller(administrator))
        #expect(inner.kind == .group && inner.distinguishedName.rfc4514 == "CN=Inner,CN=Users,DC=example,DC=test")
        try await accounts.addMember("alice", toGroup: "Inner", by: caller(administrator))
        let writes = await directory.audit.count
        try await accounts.addMember("alice", toGroup: "inner", by: caller(administrator))
        try await accounts.removeMember("admin", fromGroup: "Inner", by: caller(administrator))
        #expect(await directory.audit.count == writes)
        try await accounts.addMember("Inner", toGroup: "Outer", by: caller(administrator))
        #expect(try await accounts.members(ofGroup: "Inner", for: administrator).map(\.name) == ["alice"])
        #expect(try await accounts.groups(for: administrator).map(\.name) == ["Auditors", "Inner", "Outer"])
        for (member, group) in [("Outer", "Inner"), ("Inner", "Inner")] {
            await #expect { try await accounts.addMember(member, toGroup: group, by: caller(administrator)) } throws: {
                ($0 as? DirectoryError)?.code == .invalidName
            }
        }
        for (member, group) in [("alice", "alice"), ("nobody", "Inner"), ("alice", "Nothing")] {
            await #expect { try await accounts.addMember(member, toGroup: group, by: caller(administrator)) } throws: {
                ($0 as? DirectoryError)?.code == .notFound
            }
        }
        await #expect { try await accounts.addMember("alice", toGroup: "Inner", by: caller(user)) } throws: {
            ($0 as? DirectoryError)?.code == .accessDenied
        }
        try await accounts.removeMember("alice", fromGroup: "Inner", by: caller(administrator))
        #expect(try await accounts.members(ofGroup: "Inner", for: administrator).isEmpty)
        await #expect { try await accounts.addGroup("ALICE", displayName: nil, by: caller(administrator)) } throws: {
            ($0 as? DirectoryError)?.code == .alreadyExists
        }
    }
}
