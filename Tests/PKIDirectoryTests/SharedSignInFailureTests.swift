import Foundation
import PKIFormats
import PKITesting
import Synchronization
import Testing

@testable import PKIDirectory

@Suite("Failed sign-ins that several servers count together")
struct SharedSignInFailureTests {
    private static let hashing = PasswordHashing(cost: 1 << 4, blockSize: 8, parallelism: 1)

    private let directory = InMemoryDirectory()
    private let clock = TestClock()
    private let shared = SharedFailures()

    private func server() -> SignIn {
        let clock = clock
        return SignIn(directory: directory, clock: { clock.now }, hashing: Self.hashing, shared: shared, uptime: { clock.uptime })
    }

    private func attempt(_ server: SignIn, name: String = "nobody", from address: String = "192.0.2.1") async -> SignInError? {
        do throws(SignInError) {
            _ = try await server.principal(name: name, password: [1], from: address)
            return nil
        } catch { return error }
    }

    @Test("failures at one server make the account wait at another")
    func together() async {
        let servers = [server(), server()]
        for number in 0..<SignInBackOff.freeForAccount { #expect(await attempt(servers[number % 2]) == .wrongCredentials) }
        for server in servers { #expect(await attempt(server) == .backOff(seconds: 1)) }
    }

    @Test("addresses of one network wait at every server, whatever names they try")
    func addresses() async {
        let servers = [server(), server()]
        for number in 0..<SignInBackOff.freeForAddress {
            #expect(await attempt(servers[number % 2], name: "name\(number)", from: "2001:db8::\(number)") == .wrongCredentials)
        }
        #expect(await attempt(servers[0], name: "other", from: "2001:db8::ffff") == .backOff(seconds: 1))
        #expect(await attempt(servers[1], name: "other", from: "2001:db8:0:1::1") == .wrongCredentials)
    }

    @Test("while the shared counts cannot be asked, a server goes by its own")
    func away() async {
        let server = server()
        shared.fails.withLock { $0 = true }
        for _ in 0..<SignInBackOff.freeForAccount { #expect(await attempt(server) == .wrongCredentials) }
        #expect(await attempt(server) == .backOff(seconds: 1))
    }

    @Test("a remembered sign-in asks nothing, and the right password forgets the failures of the account")
    func remembered() async throws {
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
        let record = try Self.hashing.record(of: Array("secret".utf8), randomBytes: PasswordHashing.systemRandomBytes)
        try await directory.commit([.added(alice)], as: .accountCreated, by: .service(.command), when: clock.now)
        try await directory.commit([.passwordSet(principal: alice.id, record)], as: .passwordSet, by: .service(.command), when: clock.now)
        let servers = [server(), server()]
        for _ in 0..<4 { #expect(await attempt(servers[0], name: "alice") == .wrongCredentials) }
        _ = try await servers[1].principal(name: "alice", password: Array("secret".utf8), from: "192.0.2.2")
        for _ in 0..<4 { #expect(await attempt(servers[0], name: "alice") == .wrongCredentials) }
        let looks = shared.looks.withLock { $0 }
        _ = try await servers[1].principal(name: "alice", password: Array("secret".utf8), from: "192.0.2.2")
        #expect(shared.looks.withLock { $0 } == looks)
    }
}

/// Counts of several servers, in memory. Nothing gets older in it.
private final class SharedFailures: SharedSignInFailures {
    private let counts = Mutex<[[UInt8]: Int]>([:])
    let fails = Mutex(false)
    let looks = Mutex(0)

    private struct AwayError: Error {}
    private func look() throws {
        looks.withLock { $0 += 1 }
        if fails.withLock({ $0 }) { throw AwayError() }
    }

    func signInFailures(of keys: [[UInt8]]) async throws -> [[UInt8]: SignInFailureCount] {
        try look()
        return counts.withLock { counts in
            counts.filter { keys.contains($0.key) }.mapValues { SignInFailureCount(count: $0, age: 0) }
        }
    }

    func addSignInFailure(to keys: [[UInt8]]) async throws {
        try look()
        counts.withLock { counts in
            for key in keys { counts[key, default: 0] += 1 }
        }
    }

    func forgetSignInFailures(of key: [UInt8]) async throws {
        try look()
        counts.withLock { $0[key] = nil }
    }
}
