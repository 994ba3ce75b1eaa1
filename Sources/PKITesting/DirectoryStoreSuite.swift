import PortableFoundation
import PKICrypto
package import PKIDirectory
import PKIFormats

/// A backend of `DirectoryStore` under test.
package struct DirectoryStoreBackend: Sendable {
    package let make: @Sendable () async throws -> any DirectoryStore
    /// nil for a directory in memory.
    package let reopen: @Sendable (any DirectoryStore) async throws -> any DirectoryStore

    package init(
        make: @escaping @Sendable () async throws -> any DirectoryStore,
        reopen: @escaping @Sendable (any DirectoryStore) async throws -> any DirectoryStore
    ) {
        self.make = make
        self.reopen = reopen
    }
}

/// The promises of every `DirectoryStore`, one case each.
package enum DirectoryStorePromise: String, CaseIterable, Sendable {
    case principalsAreFound = "a principal is found by name, DOMAIN\\name, UPN, id and SID, case-insensitively"
    case unknownIsNil = "an unknown name is nil, not an error"
    case namesAreUnique = "a taken name, UPN or DNS name is refused and the whole set with it"
    case groupsAreClosed = "groups are those of the groups too, and circles end"
    case membershipsChange = "a membership added or removed counts at the next lookup"
    case updatesReplace = "an update replaces the attributes, keeps memberships and conflicts with an older one"
    case passwordsComeAndGo = "a password record is set, replaced and removed"
    case epochGrows = "every change raises the rights epoch"
    case relativeIDsAreFresh = "relative identifiers are never given twice"
    case domainStays = "the domain identifier never changes"
    case listsAreOrdered = "lists come in pages, ordered by name and filtered by kind, and each principal with its groups"
    case membersAreListed = "a group's list comes in pages and has its direct members only"
    case epochsAreExpected = "a change decided at another rights epoch is refused"
    case administratorStays = "the last administrator with a password stays enabled, in the group and with a password"

    package func check(on backend: DirectoryStoreBackend) async throws {
        let run = DirectoryStoreRun(backend: backend, store: try await backend.make())
        switch self {
        case .principalsAreFound: try await run.principalsAreFound()
        case .unknownIsNil: try await run.unknownIsNil()
        case .namesAreUnique: try await run.namesAreUnique()
        case .groupsAreClosed: try await run.groupsAreClosed()
        case .membershipsChange: try await run.membershipsChange()
        case .updatesReplace: try await run.updatesReplace()
        case .passwordsComeAndGo: try await run.passwordsComeAndGo()
        case .epochGrows: try await run.epochGrows()
        case .relativeIDsAreFresh: try await run.relativeIDsAreFresh()
        case .domainStays: try await run.domainStays()
        case .listsAreOrdered: try await run.listsAreOrdered()
        case .membersAreListed: try await run.membersAreListed()
        case .epochsAreExpected: try await run.epochsAreExpected()
        case .administratorStays: try await run.administratorStays()
        }
    }
}

/// Checks one promise on a fresh directory.
struct DirectoryStoreRun: Sendable {
    let backend: DirectoryStoreBackend
    let store: any DirectoryStore

    init(backend: DirectoryStoreBackend, store: any DirectoryStore) {
        self.backend = backend
        self.store = store
    }

    private func commit(_ changes: DirectoryChange...) async throws {
        try await store.commit(changes, as: .accountChanged, by: .service(.command), when: SampleHierarchy.time)
    }

    private func principal(_ name: String, _ kind: Principal.Kind = .user, upn: String? = nil, dns: String? = nil) async throws -> Principal
    {
        Principal(
            id: UUID(),
            kind: kind,
            name: name,
            domain: "SAMPLE",
            sid: .account(domain: try await store.domainIdentifier(), relativeID: try await store.nextRelativeID()),
            commonName: name,
            displayName: "The \(name)",
            mail: "\(name)@example.test",
            userPrincipalName: upn,
            dnsHostName: dns,
            distinguishedName: .of([(.domainComponent, "test"), (.commonName, name)])
        )
    }

    private func added(_ name: String, _ kind: Principal.Kind = .user, upn: String? = nil, dns: String? = nil) async throws -> Principal {
        let new = try await principal(name, kind, upn: upn, dns: dns)
        try await commit(.added(new))
        return new
    }

    private func expect(_ code: DirectoryError.Code, _ promise: String, _ work: () async throws -> Void) async throws {
        let failure = try await ContractError.error(DirectoryError.self, promise, from: work)
        try ContractError.unlessEqual(failure.code, code, "\(promise): \(failure)")
    }

    func principalsAreFound() async throws {
        let alice = try await added("Älice", upn: "Alice@Example.test")
        let host = try await added("WEB01$", .machine, dns: "web01.example.test")
        for name in ["älice", "ÄLICE", "SAMPLE\\Älice", "sample\\älice", "alice@example.TEST"] {
            // Twice: from the store and from its cache.
            for _ in 0..<2 { try ContractError.unlessEqual(try await store.principal(named: name), alice, "as \(name)") }
        }
        try ContractError.unlessEqual(try await store.principal(named: "web01$"), host, "a machine")
        try ContractError.unlessEqual(try await store.principal(dnsHostName: "WEB01.example.test"), host, "by DNS name")
        try ContractError.unlessEqual(try await store.principal(id: alice.id), alice, "by id")
        try ContractError.unlessEqual(try await store.principal(sid: alice.sid), alice, "by SID")
    }

    func unknownIsNil() async throws {
        _ = try await added("alice")
        for name in ["bob", "", "OTHER\\alice", "SAMPLE\\", "bob@example.test"] {
            try ContractError.unless(try await store.principal(named: name) == nil, "“\(name)” is nobody")
        }
        try ContractError.unless(try await store.principal(dnsHostName: "alice") == nil, "nor an unknown DNS name")
        try ContractError.unless(try await store.principal(dnsHostName: "") == nil, "nor an empty one")
        try ContractError.unless(try await store.principal(id: UUID()) == nil, "nor an unknown id")
        try ContractError.unless(try await store.principal(sid: .everyone) == nil, "nor an unknown SID")
        try ContractError.unless(try await store.passwordRecord(of: UUID()) == nil, "an unknown id has no password")
    }

    func namesAreUnique() async throws {
        let alice = try await added("alice", upn: "alice@example.test")
        _ = try await added("web$", .machine, dns: "web.example.test")
        let bystander = try await principal("bystander")
        let same = try await principal("ALICE")
        try await expect(.alreadyExists, "a taken name") { try await commit(.added(bystander), .added(same)) }
        try ContractError.unless(try await store.principal(named: "bystander") == nil, "the whole set is refused")
        let sameUPN = try await principal("carol", upn: "ALICE@example.test")
        try await expect(.alreadyExists, "a taken UPN") { try await commit(.added(sameUPN)) }
        let sameDNS = try await principal("web2$", .machine, dns: "WEB.example.test")
        try await expect(.alreadyExists, "a taken DNS name") { try await commit(.added(sameDNS)) }
        var renamed = try await added("dave")
        renamed.name = "Alice"
        renamed.revision = 2
        try await expect(.alreadyExists, "a name taken by renaming") { try await commit(.updated(renamed)) }
        try ContractError.unlessEqual(try await store.principal(named: "alice"), alice, "the first keeps the name")
    }

    func groupsAreClosed() async throws {
        let inner = try await added("Inner", .group)
        let outer = try await added("Outer", .group)
        var alice = try await principal("alice")
        alice.groups = [inner.sid]
        try await commit(.added(alice))
        try await commit(.memberAdded(group: outer.sid, member: inner.sid))
        try ContractError.unlessEqual(try await store.principal(named: "alice")?.groups, [inner.sid, outer.sid], "a group of a group")
        try await commit(.memberAdded(group: inner.sid, member: outer.sid))
        try ContractError.unlessEqual(try await store.principal(named: "alice")?.groups, [inner.sid, outer.sid], "groups in a circle")
        let bob = try await added("bob")
        try await expect(.unknown, "a member of a user") { try await commit(.memberAdded(group: bob.sid, member: alice.sid)) }
        try await expect(.unknown, "a member that does not exist") { try await commit(.memberAdded(group: inner.sid, member: .everyone)) }
    }

    func membershipsChange() async throws {
        let group = try await added("Group", .group)
        let alice = try await added("alice")
        try ContractError.unlessEqual(try await store.principal(id: alice.id)?.groups, [], "none at first")
        try await commit(.memberAdded(group: group.sid, member: alice.sid))
        for found in [
            try await store.principal(id: alice.id), try await store.principal(named: "alice"), try await store.principal(sid: alice.sid),
        ] {
            try ContractError.unlessEqual(found?.groups, [group.sid], "added")
        }
        try await commit(.memberAdded(group: group.sid, member: alice.sid))
        try await commit(.memberRemoved(group: group.sid, member: alice.sid))
        for found in [
            try await store.principal(id: alice.id), try await store.principal(named: "alice"), try await store.principal(sid: alice.sid),
        ] {
            try ContractError.unlessEqual(found?.groups, [], "removed")
        }
    }

    func updatesReplace() async throws {
        let group = try await added("Group", .group)
        var alice = try await added("alice")
        try await commit(.memberAdded(group: group.sid, member: alice.sid))
        alice.enabled = false
        alice.mail = nil
        alice.revision = 2
        try await commit(.updated(alice))
        let found = try await store.principal(named: "alice")
        try ContractError.unlessEqual(found?.enabled, false, "disabled at once")
        try ContractError.unlessEqual(found?.mail, nil, "a removed address")
        try ContractError.unlessEqual(found?.groups, [group.sid], "memberships stay")
        try await expect(.conflict, "the same revision twice") { [alice] in try await commit(.updated(alice)) }
        var absent = try await principal("absent")
        absent.revision = 2
        try await expect(.conflict, "an update of nobody") { [absent] in try await commit(.updated(absent)) }
    }

    func passwordsComeAndGo() async throws {
        let alice = try await added("alice")
        try ContractError.unless(try await store.passwordRecord(of: alice.id) == nil, "none at first")
        for _ in 0..<2 {
            let record = PasswordRecord(
                algorithm: "scrypt",
                cost: 32768,
                blockSize: 8,
                parallelism: 1,
                salt: SecureRandom.bytes(16),
                hash: SecureRandom.bytes(32),
                generation: UUID()
            )
            try await commit(.passwordSet(principal: alice.id, record))
            for _ in 0..<2 { try ContractError.unlessEqual(try await store.passwordRecord(of: alice.id), record, "as set") }
        }
        try await commit(.passwordSet(principal: alice.id, nil))
        try ContractError.unless(try await store.passwordRecord(of: alice.id) == nil, "removed")
        let record = PasswordRecord(
            algorithm: "scrypt",
            cost: 2,
            blockSize: 1,
            parallelism: 1,
            salt: SecureRandom.bytes(16),
            hash: SecureRandom.bytes(32),
            generation: UUID()
        )
        try await expect(.unknown, "a password of nobody") { try await commit(.passwordSet(principal: UUID(), record)) }
    }

    func epochGrows() async throws {
        var epoch = try await store.rightsEpoch()
        func expectGrowth(_ what: String) async throws {
            let now = try await store.rightsEpoch()
            try ContractError.unless(now > epoch, "\(what) raises the epoch (\(epoch), then \(now))")
            epoch = now
        }
        let group = try await added("Group", .group)
        try await expectGrowth("a new group")
        var alice = try await added("alice")
        try await expectGrowth("a new user")
        try await commit(.memberAdded(group: group.sid, member: alice.sid))
        try await expectGrowth("a membership")
        alice.enabled = false
        alice.revision = 2
        try await commit(.updated(alice))
        try await expectGrowth("an account disabled")
        let refused = try await principal("Alice")
        try await expect(.alreadyExists, "a taken name") { try await commit(.added(refused)) }
        let again = try await backend.reopen(store)
        try ContractError.unless(try await again.rightsEpoch() >= epoch, "the epoch does not shrink by reopening")
        try ContractError.unlessEqual(try await again.principal(named: "alice")?.groups, [group.sid], "memberships are durable")
    }

    func relativeIDsAreFresh() async throws {
        var handed: Set<UInt32> = []
        for _ in 0..<10 { handed.insert(try await store.nextRelativeID()) }
        try ContractError.unlessEqual(handed.count, 10, "ten identifiers")
        try ContractError.unless(handed.allSatisfy { $0 >= WellKnownAccount.firstFreeRelativeID }, "none of a well-known account")
        let next = try await backend.reopen(store).nextRelativeID()
        try ContractError.unless(!handed.contains(next), "\(next) was handed out before reopening")
    }

    func domainStays() async throws {
        let domain = try await store.domainIdentifier()
        try ContractError.unless(domain == (try await store.domainIdentifier()), "the same twice")
        try ContractError.unless(domain == (try await backend.reopen(store).domainIdentifier()), "the same after reopening")
    }

    func listsAreOrdered() async throws {
        var added: [String: Principal] = [:]
        for name in ["carol", "Alice", "bob"] { added[name] = try await self.added(name) }
        let group = try await self.added("Group", .group)
        if let bob = added["bob"] { try await commit(.memberAdded(group: group.sid, member: bob.sid)) }
        func names(_ kind: Principal.Kind?, _ limit: Int = 100, after: String? = nil) async throws -> [String] {
            try await store.principals(kind: kind, page: DirectoryPage(limit: limit, after: after)).map(\.name)
        }
        try ContractError.unlessEqual(try await names(.user), ["Alice", "bob", "carol"], "users by name")
        try ContractError.unlessEqual(try await names(nil), ["Alice", "bob", "carol", "Group"], "all by name")
        try ContractError.unlessEqual(try await names(.machine), [], "no machines")
        try ContractError.unlessEqual(try await names(nil, 2), ["Alice", "bob"], "a page")
        try ContractError.unlessEqual(try await names(nil, 2, after: "BOB"), ["carol", "Group"], "the page that follows")
        try ContractError.unlessEqual(try await names(nil, after: "bobby"), ["carol", "Group"], "after a name that nobody has")
        try ContractError.unlessEqual(try await names(.user, 2, after: "bob"), ["carol"], "a page of one kind")
        try ContractError.unlessEqual(try await names(nil, after: "Group"), [], "nothing after the last")
        let groups = try await store.principals(kind: .user, page: DirectoryPage()).map(\.groups)
        try ContractError.unlessEqual(groups, [[], [group.sid], []], "each with its own groups")
    }

    func membersAreListed() async throws {
        let (inner, outer) = (try await added("Inner", .group), try await added("Outer", .group))
        let (bob, alice) = (try await added("bob"), try await added("Alice"))
        try await commit(.memberAdded(group: inner.sid, member: bob.sid), .memberAdded(group: inner.sid, member: alice.sid))
        try await commit(.memberAdded(group: outer.sid, member: inner.sid))
        func names(_ group: Principal, _ limit: Int = 100, after: String? = nil) async throws -> [String] {
            try await store.members(of: group.sid, page: DirectoryPage(limit: limit, after: after)).map(\.name)
        }
        try ContractError.unlessEqual(try await names(inner), ["Alice", "bob"], "by name")
        try ContractError.unlessEqual(try await names(outer), ["Inner"], "not the members of members")
        try ContractError.unlessEqual(try await names(alice), [], "a user has none")
        try ContractError.unlessEqual(try await names(inner, 1), ["Alice"], "a page")
        try ContractError.unlessEqual(try await names(inner, 1, after: "alice"), ["bob"], "the page that follows")
        try ContractError.unless(try await store.isDirectMember(bob.sid, of: inner.sid), "a direct member")
        try ContractError.unless(!(try await store.isDirectMember(bob.sid, of: outer.sid)), "a member of a member is none")
    }

    func epochsAreExpected() async throws {
        let epoch = try await store.rightsEpoch()
        let (alice, bob) = (try await principal("alice"), try await principal("bob"))
        try await store.commit(
            [.added(alice)],
            as: .accountCreated,
            by: .service(.firstStart),
            when: SampleHierarchy.time,
            expecting: epoch
        )
        try await expect(.conflict, "an epoch that has passed") {
            try await store.commit(
                [.added(bob)],
                as: .accountCreated,
                by: .service(.firstStart),
                when: SampleHierarchy.time,
                expecting: epoch
            )
        }
        try ContractError.unless(try await store.principal(id: bob.id) == nil, "nothing of it is stored")
        try await store.commit(
            [.added(bob)],
            as: .accountCreated,
            by: .service(.firstStart),
            when: SampleHierarchy.time,
            expecting: try await store.rightsEpoch()
        )
    }

    func administratorStays() async throws {
        let group = Principal(
            id: UUID(),
            kind: .group,
            name: "CA Administrators",
            domain: "SAMPLE",
            sid: WellKnownAccount.authorityAdministrators.sid(in: try await store.domainIdentifier()),
            commonName: "CA Administrators",
            displayName: "CA Administrators",
            distinguishedName: .of([(.domainComponent, "test"), (.commonName, "CA Administrators")])
        )
        try await commit(.added(group))
        let (alice, bob, carol) = (try await added("alice"), try await added("bob"), try await added("carol"))
        let record = PasswordRecord(
            algorithm: "scrypt",
            cost: 2,
            blockSize: 1,
            parallelism: 1,
            salt: SecureRandom.bytes(16),
            hash: SecureRandom.bytes(32),
            generation: UUID()
        )
        // Before any administrator exists, nothing is checked; carol has no password and does not count.
        try await commit(.memberAdded(group: group.sid, member: carol.sid))
        try await commit(.memberAdded(group: group.sid, member: alice.sid), .memberAdded(group: group.sid, member: bob.sid))
        try await commit(.passwordSet(principal: alice.id, record), .passwordSet(principal: bob.id, record))

        try await commit(.memberRemoved(group: group.sid, member: alice.sid))
        var disabled = bob
        disabled.enabled = false
        disabled.revision = 2
        try await expect(.lastAdministrator, "disabling the last one") { [disabled] in try await commit(.updated(disabled)) }
        try await expect(.lastAdministrator, "taking the last one out") {
            try await commit(.memberRemoved(group: group.sid, member: bob.sid))
        }
        try await expect(.lastAdministrator, "removing the last password") { try await commit(.passwordSet(principal: bob.id, nil)) }
        try ContractError.unlessEqual(try await store.principal(id: bob.id)?.enabled, true, "bob is as before")
        try ContractError.unlessEqual(try await store.principal(id: bob.id)?.groups, [group.sid], "bob is where he was")
        // A replacement in the same commit is enough.
        try await commit(.memberAdded(group: group.sid, member: alice.sid), .updated(disabled))
        try ContractError.unlessEqual(try await store.principal(id: bob.id)?.enabled, false, "now bob may go")
    }
}
