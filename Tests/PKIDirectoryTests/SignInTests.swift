import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import PKIDirectory

/// A directory with one account and a clock that the test moves.
private struct Fixture {
    static let cheap = PasswordHashing(cost: 1 << 4, blockSize: 8, parallelism: 1)

    let directory = InMemoryDirectory()
    let clock = TestClock()
    let signIn: SignIn
    let alice = Principal(
        id: UUID(),
        kind: .user,
        name: "alice",
        domain: "EXAMPLE",
        sid: .account(domain: (1, 2, 3), relativeID: 1300),
        commonName: "Alice",
        displayName: "Alice",
        userPrincipalName: "alice@example.test",
        distinguishedName: .of([(OID.commonName, "Alice")])
    )

    init() async throws {
        let clock = clock
        signIn = SignIn(directory: directory, clock: { clock.now }, hashing: Self.cheap, uptime: { clock.uptime })
        try await directory.commit([.added(alice)], as: .accountCreated, by: .service(.command), when: clock.now)
        try await setPassword("secret")
    }

    func setPassword(_ password: String) async throws {
        let record = try Self.cheap.record(of: Array(password.utf8), randomBytes: PasswordHashing.systemRandomBytes)
        try await directory.commit([.passwordSet(principal: alice.id, record)], as: .passwordSet, by: .service(.command), when: clock.now)
    }

    func attempt(_ password: String, name: String = "alice", from address: String = "192.0.2.1") async -> Result<Principal, SignInError> {
        do {
            return .success(try await signIn.principal(name: name, password: Array(password.utf8), from: address))
        } catch {
            return .failure(error)
        }
    }
}

/// Counts the reads of a password record.
private actor CountingDirectory: DirectoryStore {
    private let inner: InMemoryDirectory
    private(set) var looks = 0

    init(_ inner: InMemoryDirectory) { self.inner = inner }

    func passwordRecord(of principal: UUID) async throws -> PasswordRecord? {
        looks += 1
        return try await inner.passwordRecord(of: principal)
    }

    func commit(_ changes: [DirectoryChange], audit: AuditRecord, expecting epoch: Int?) async throws {
        try await inner.commit(changes, audit: audit, expecting: epoch)
    }
    func members(of group: SecurityIdentifier, page: DirectoryPage) async throws -> [Principal] {
        try await inner.members(of: group, page: page)
    }
    func isDirectMember(_ member: SecurityIdentifier, of group: SecurityIdentifier) async throws -> Bool {
        try await inner.isDirectMember(member, of: group)
    }
    func principals(kind: Principal.Kind?, page: DirectoryPage) async throws -> [Principal] {
        try await inner.principals(kind: kind, page: page)
    }
    func domainIdentifier() async throws -> (UInt32, UInt32, UInt32) { try await inner.domainIdentifier() }
    func nextRelativeID() async throws -> UInt32 { try await inner.nextRelativeID() }
    func principal(named name: String) async throws -> Principal? { try await inner.principal(named: name) }
    func principal(dnsHostName name: String) async throws -> Principal? { try await inner.principal(dnsHostName: name) }
    func principal(id: UUID) async throws -> Principal? { try await inner.principal(id: id) }
    func principal(sid: SecurityIdentifier) async throws -> Principal? { try await inner.principal(sid: sid) }
    func rightsEpoch() async throws -> Int { try await inner.rightsEpoch() }
}

@Suite struct SignInTests {
    @Test(
        "the right password signs in under every form of the name",
        arguments: ["alice", "ALICE", "EXAMPLE\\alice", "alice@example.test"]
    )
    func names(_ name: String) async throws {
        let fixture = try await Fixture()
        #expect(try await fixture.attempt("secret", name: name).get().id == fixture.alice.id)
    }

    @Test("a wrong password, an unknown name and an account without password fail alike")
    func alike() async throws {
        let fixture = try await Fixture()
        #expect(await fixture.attempt("Secret") == .failure(.wrongCredentials))
        #expect(await fixture.attempt("secret", name: "nobody") == .failure(.wrongCredentials))
        #expect(await fixture.attempt("") == .failure(.wrongCredentials))
        try await fixture.directory.commit(
            [.passwordSet(principal: fixture.alice.id, nil)],
            as: .accountChanged,
            by: .service(.command),
            when: fixture.clock.now
        )
        #expect(await fixture.attempt("secret") == .failure(.wrongCredentials))
    }

    @Test("a changed password is forgotten at once")
    func changed() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attempt("secret").get()
        try await fixture.setPassword("other")
        #expect(await fixture.attempt("secret") == .failure(.wrongCredentials))
        #expect(try await fixture.attempt("other").get().id == fixture.alice.id)
    }

    @Test("a disabled account is forgotten at once, and known again when enabled")
    func disabled() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attempt("secret").get()
        var principal = fixture.alice
        principal.enabled = false
        principal.revision += 1
        try await fixture.directory.commit([.updated(principal)], as: .accountChanged, by: .service(.command), when: fixture.clock.now)
        #expect(await fixture.attempt("secret") == .failure(.wrongCredentials))
        principal.enabled = true
        principal.revision += 1
        try await fixture.directory.commit([.updated(principal)], as: .accountChanged, by: .service(.command), when: fixture.clock.now)
        #expect(try await fixture.attempt("secret").get().enabled)
    }

    @Test("a remembered sign-in sees a new membership")
    func membership() async throws {
        let fixture = try await Fixture()
        #expect(try await fixture.attempt("secret").get().groups.isEmpty)
        let group = WellKnownAccount.auditors.sid(in: (1, 2, 3))
        try await fixture.directory.commit(
            [.memberAdded(group: group, member: fixture.alice.sid)],
            as: .accountChanged,
            by: .service(.command),
            when: fixture.clock.now
        )
        #expect(try await fixture.attempt("secret").get().groups == [group])
    }

    @Test("after five failures an account waits, twice as long each time, and the remembered password does not")
    func backOffOfAccount() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attempt("secret", from: "192.0.2.9").get()
        for _ in 0..<5 { #expect(await fixture.attempt("wrong") == .failure(.wrongCredentials)) }
        #expect(await fixture.attempt("wrong") == .failure(.backOff(seconds: 1)))
        // Another spelling of the same name is the same account.
        #expect(await fixture.attempt("guess", name: "EXAMPLE\\Alice") == .failure(.backOff(seconds: 1)))
        #expect(try await fixture.attempt("secret").get().id == fixture.alice.id)
        fixture.clock.advance(seconds: 1)
        #expect(await fixture.attempt("wrong") == .failure(.wrongCredentials))
        #expect(await fixture.attempt("wrong") == .failure(.backOff(seconds: 2)))
        fixture.clock.advance(seconds: 900)
        #expect(await fixture.attempt("wrong") == .failure(.wrongCredentials))
    }

    @Test("a clock that is set back locks nobody, and one that is set forward lets nobody in earlier", arguments: [86_400.0, -86_400.0])
    func clockSet(back seconds: Double) async throws {
        let fixture = try await Fixture()
        for _ in 0..<5 { #expect(await fixture.attempt("wrong") == .failure(.wrongCredentials)) }
        fixture.clock.set(back: seconds)
        #expect(await fixture.attempt("secret") == .failure(.backOff(seconds: 1)))
        fixture.clock.advance(seconds: 1)
        #expect(try await fixture.attempt("secret").get().id == fixture.alice.id)
    }

    @Test("a clock that is set back keeps no password remembered for longer")
    func remembering() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attempt("secret").get()
        fixture.clock.set(back: 86_400)
        fixture.clock.advance(seconds: SignIn.rememberedSeconds + 1)
        for _ in 0..<5 { _ = await fixture.attempt("wrong") }
        #expect(await fixture.attempt("secret") == .failure(.backOff(seconds: 1)))
    }

    @Test("the addresses of one IPv6 network of 64 bits wait as one, those of the next do not")
    func networks() {
        var backOff = SignInBackOff()
        for number in 0..<SignInBackOff.freeForAddress {
            backOff.failed(account: "name\(number)", address: "2001:db8:0:1::\(String(number, radix: 16))", at: 0)
            backOff.failed(account: "other\(number)", address: "192.0.2.\(number)", at: 0)
        }
        #expect(backOff.wait(account: "alice", address: "2001:db8:0:1:ffff::1", at: 0) == 1)
        #expect(backOff.wait(account: "alice", address: "2001:db8:0:2::1", at: 0) == 0)
        #expect(backOff.wait(account: "alice", address: "192.0.2.1", at: 0) == 0)
    }

    @Test("an address that tries many names waits too; another address does not")
    func backOffOfAddress() async throws {
        let fixture = try await Fixture()
        for number in 0..<20 { #expect(await fixture.attempt("x", name: "user\(number)") == .failure(.wrongCredentials)) }
        #expect(await fixture.attempt("secret") == .failure(.backOff(seconds: 1)))
        #expect(try await fixture.attempt("secret", from: "192.0.2.2").get().id == fixture.alice.id)
    }

    @Test("many sign-ins at once with one password cost one look at its record")
    func coalesced() async throws {
        let fixture = try await Fixture()
        let directory = CountingDirectory(fixture.directory)
        let signIn = SignIn(directory: directory, clock: { fixture.clock.now })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { _ = try await signIn.principal(name: "alice", password: Array("secret".utf8), from: "") } }
            try await group.waitForAll()
        }
        #expect(await directory.looks == 1)
    }

    @Test("of many sign-ins at once, two are computed, some wait and the rest are turned away")
    func bounded() async throws {
        let fixture = try await Fixture()
        // The test waits until 234 were turned away before anything is computed, so the outcome does not depend on the speed of the
        // machine.
        let (turnedAway, open) = AsyncStream.makeStream(of: Void.self)
        let gate = Task { for await _ in turnedAway {} }
        let held = SignIn(
            directory: fixture.directory,
            clock: { fixture.clock.now },
            randomBytes: PasswordHashing.systemRandomBytes,
            hashing: Fixture.cheap
        ) { work in
            await gate.value
            return try work()
        }
        let outcomes = await withTaskGroup(of: SignInError?.self) { group in
            for number in 0..<300 {
                group.addTask {
                    do throws(SignInError) {
                        _ = try await held.principal(name: "nobody\(number)", password: [1], from: "192.0.2.\(number)")
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            var outcomes: [SignInError?] = []
            for await outcome in group {
                outcomes.append(outcome)
                if outcomes.count == 300 - SignIn.concurrentHashings - SignIn.longestQueue { open.finish() }
            }
            return outcomes
        }
        #expect(outcomes.filter { $0 == .busy }.count == 234)
        #expect(outcomes.filter { $0 == .wrongCredentials }.count == 66)
    }

    @Test("a remembered password is checked again after five minutes")
    func expiry() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.attempt("secret").get()
        fixture.clock.advance(seconds: SignIn.rememberedSeconds + 1)
        // The password is still right, so the account is signed in. But its failures count again before that.
        for _ in 0..<5 { _ = await fixture.attempt("wrong") }
        #expect(await fixture.attempt("secret") == .failure(.backOff(seconds: 1)))
    }
}
