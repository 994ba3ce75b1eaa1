import Foundation
import HTTPTypes
import Logging
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization
import Testing
import WireProtocols

@testable import FrontEnds

@Suite("Failed sign-ins")
struct FailedSignInTests {
    /// The lines of a log.
    private final class Lines: Sendable {
        let all = Mutex<[(message: String, metadata: Logger.Metadata)]>([])
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { lines.all.withLock { $0.append(("\(event.message)", event.metadata ?? [:])) } }
    }

    private static func failures(_ lines: Lines = Lines()) -> FailedSignIns {
        FailedSignIns(logger: Logger(label: "test") { _ in Handler(lines: lines) })
    }

    private static func principal(_ name: String) -> Principal {
        Principal(
            id: UUID(),
            kind: .user,
            name: name,
            domain: "EXAMPLE",
            sid: .account(domain: (1, 2, 3), relativeID: 1_300),
            commonName: name,
            displayName: name,
            distinguishedName: .empty
        )
    }

    private static func failed(_ account: Principal?, _ address: String = "192.0.2.1", after seconds: Double = 0) -> FailedSignIn {
        FailedSignIn(
            account: account,
            door: .api,
            address: address,
            when: Date(timeIntervalSince1970: 1_795_219_200).addingTimeInterval(seconds)
        )
    }

    @Test("an account's failures are one entry with a count, and those without a known account another")
    func gathered() {
        let failures = Self.failures()
        let alice = Self.principal("alice")
        for seconds in 0..<3 { failures.note(Self.failed(alice, "192.0.2.\(seconds)", after: Double(seconds))) }
        for _ in 0..<2 { failures.note(Self.failed(nil)) }
        let taken = failures.take()
        #expect(taken.map(\.account) == [nil, "EXAMPLE\\alice"])
        #expect(taken.map(\.count) == [2, 3])
        #expect(taken.last?.address == "192.0.2.2")
        #expect(taken.last?.since == Date(timeIntervalSince1970: 1_795_219_200))
        #expect(failures.take().isEmpty)
        failures.note(Self.failed(alice, after: 9))
        failures.restore(taken)
        #expect(failures.take().map(\.count) == [2, 4])
    }

    @Test("failed sign-ins are at most ten log lines a minute, and the next line counts the suppressed ones")
    func rate() {
        let lines = Lines()
        let failures = Self.failures(lines)
        for _ in 0..<25 { failures.note(Self.failed(Self.principal("alice"))) }
        failures.note(Self.failed(nil, after: 61))
        let (count, last) = lines.all.withLock { ($0.count, $0.last) }
        #expect(count == 11)
        #expect(last?.metadata["leftOutBefore"] == "15")
        #expect(last?.metadata["account"] == nil)
    }

    @Test("many accounts do not fill the memory: those beyond the bound count with the unknown ones")
    func bounded() {
        let failures = Self.failures()
        for number in 0...FailedSignIns.mostAccounts { failures.note(Self.failed(Self.principal("user\(number)"))) }
        let taken = failures.take()
        #expect(taken.count == FailedSignIns.mostAccounts + 1)
        #expect(taken.first?.account == nil)
        #expect(taken.first?.count == 1)
    }

    @Test("a wrong password, an unknown name and a wait are logged with account and door; a success is not")
    func told() async throws {
        let told = Mutex<[FailedSignIn]>([])
        let directory = InMemoryDirectory()
        let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)
        let alice = Self.principal("alice")
        let record = try hashing.record(of: Array("right".utf8), randomBytes: PasswordHashing.systemRandomBytes)
        try await directory.commit(
            [.added(alice), .passwordSet(principal: alice.id, record)],
            as: .accountCreated,
            by: .service(.firstStart),
            when: Date()
        )
        let signIn = SignIn(directory: directory, clock: { Date(timeIntervalSince1970: 1_795_219_200) }, hashing: hashing) { failed in
            told.withLock { $0.append(failed) }
        }
        func attempt(_ name: String, _ password: String) async {
            _ = try? await signIn.principal(name: name, password: Array(password.utf8), from: "192.0.2.7", through: .cmREST)
        }
        await attempt("alice", "right")
        for _ in 0..<6 { await attempt("alice", "wrong") }
        await attempt("nobody", "wrong")
        let all = told.withLock { $0 }
        #expect(all.map(\.account?.name) == Array(repeating: "alice", count: 6) + [nil])
        #expect(all.allSatisfy { $0.door == .cmREST && $0.address == "192.0.2.7" })
    }
}
