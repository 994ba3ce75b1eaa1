import CAInterface
import Foundation
import Logging
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization
import Testing

@testable import CACore

/// Keeps what it gets, and fails as often as it is told.
private final class RecordingSender: ExitSender {
    struct Failure: Error {}

    private struct State {
        var taken: [(receiver: String, event: ExitEvent)] = []
        var failures: [String: Int] = [:]
    }

    private let state = Mutex(State())

    func fail(_ receiver: String, times: Int) { state.withLock { $0.failures[receiver] = times } }
    func taken(by receiver: String) -> [ExitEvent] { state.withLock { $0.taken.filter { $0.receiver == receiver }.map(\.event) } }

    func send(_ event: ExitEvent, to receiver: ExitReceiver) async throws {
        try state.withLock { state in
            if let left = state.failures[receiver.name], left > 0 {
                state.failures[receiver.name] = left - 1
                throw Failure()
            }
            state.taken.append((receiver.name, event))
        }
    }
}

@Suite("Exit events")
struct ExitDeliveryTests {
    private let sender = RecordingSender()

    private func configured(_ lines: [String]) async throws -> TestAuthority {
        let test = try await TestAuthority.make()
        try await test.bound(test.administrator).setConfigurationEntry(node: "exit", entry: "Receivers", value: .texts(lines))
        return test
    }

    private func delivery(_ test: TestAuthority) -> ExitDelivery {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return ExitDelivery(store: test.store, sender: sender, clock: { test.clock.now }, logger: logger)
    }

    @Test("an authority without receivers stores no event")
    func none() async throws {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        #expect(try await test.store.exitBacklogs().isEmpty)
    }

    @Test("each documented act raises its event, in order, for the receivers whose mask has it")
    func events() async throws {
        let test = try await configured(["all 0x2ff command:all", "revoked CERTREVOKED,CRLISSUED command:some"])
        let alice = try await test.bound(test.alice)
        let officer = try await test.bound(test.officer)
        let issued = try await alice.submit(test.submission(try await test.request(), template: "User"))
        let administrator = try await test.bound(test.administrator)
        let held = try await administrator.submit(test.submission(try await test.request(), template: "EnrollmentAgent"))
        _ = try await officer.deny(held.requestID)
        _ = try await alice.submit(test.submission(try await test.request(), template: "EnrollmentAgent"))
        let serial = Hex.encode(try Certificate(derEncoded: try #require(issued.certificate)).serialNumber)
        _ = try await officer.revoke(serial: serial, reason: .superseded)
        await delivery(test).deliverDue()
        #expect(
            sender.taken(by: "all").map(\.event.name)
                == ["CERTISSUED", "CERTPENDING", "CERTDENIED", "CERTDENIED", "CERTREVOKED", "CRLISSUED"]
        )
        #expect(sender.taken(by: "revoked").map(\.event.name) == ["CERTREVOKED", "CRLISSUED"])
        #expect(sender.taken(by: "revoked").first?.id == sender.taken(by: "all")[4].id)
        #expect(try await test.store.exitBacklogs().isEmpty)
        let document = String(decoding: sender.taken(by: "all")[4].document, as: UTF8.self)
        #expect(document.contains("\"serial\":\"\(serial)\""), "\(document)")
        #expect(document.contains(#""event":"CERTREVOKED""#), "\(document)")
    }

    @Test("an import raises its event in the commit of its row")
    func imported() async throws {
        let test = try await configured(["all CERTIMPORTED command:all"])
        let other = try await TestAuthority.make()
        let issued = try await other.bound(other.alice).submit(other.submission(try await other.request(), template: "User"))
        let certificate = try #require(issued.certificate)
        _ = try await test.bound(test.officer).importCertificate(certificate, options: .allowForeign)
        await delivery(test).deliverDue()
        #expect(sender.taken(by: "all").map(\.event.name) == ["CERTIMPORTED"])
    }

    @Test("a receiver that fails gets the same event again after a while, before any later one")
    func retried() async throws {
        let test = try await configured(["slow CERTISSUED command:x", "quick CERTISSUED command:y"])
        let alice = try await test.bound(test.alice)
        for _ in 1...3 { _ = try await alice.submit(test.submission(try await test.request(), template: "User")) }
        let delivery = delivery(test)
        sender.fail("slow", times: 2)
        await delivery.deliverDue()
        #expect(sender.taken(by: "quick").count == 3)
        #expect(sender.taken(by: "slow").isEmpty)
        // At once it is not asked again; later it is.
        await delivery.deliverDue()
        #expect(sender.taken(by: "slow").isEmpty)
        for _ in 1...2 {
            test.clock.advance(seconds: ExitDelivery.longestWait)
            await delivery.deliverDue()
        }
        #expect(sender.taken(by: "slow").map(\.id) == sender.taken(by: "quick").map(\.id))
    }

    @Test("an event whose delivery could not be stored comes again with the same id")
    func repeated() async throws {
        let test = try await configured(["one CERTISSUED command:x"])
        _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        await test.store.onCommit { _ in throw CommitError.unavailable("killed") }
        await delivery(test).deliverDue()
        await test.store.onCommit(nil)
        // Another process, as after a kill: it knows nothing but the store.
        await delivery(test).deliverDue()
        let taken = sender.taken(by: "one")
        #expect(taken.count == 2)
        #expect(taken.first == taken.last)
        #expect(try await test.store.exitBacklogs().isEmpty)
    }

    @Test("a process that has lost the lease removes no event")
    func fenced() async throws {
        let test = try await configured(["one CERTISSUED command:x"])
        _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        await test.store.setLease(for: .exit, isElsewhere: true)
        await delivery(test).deliverDue()
        #expect(sender.taken(by: "one").isEmpty)
        #expect(try await test.store.exitBacklogs().map(\.count) == [1])
    }

    @Test("events of a removed receiver are dropped")
    func removed() async throws {
        let test = try await configured(["one CERTISSUED command:x"])
        _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        try await test.bound(test.administrator).setConfigurationEntry(node: "exit", entry: "Receivers", value: .texts([]))
        await delivery(test).deliverDue()
        #expect(sender.taken(by: "one").isEmpty)
        #expect(try await test.store.exitBacklogs().isEmpty)
    }

    @Test("start and end of the program are events, and a receiver that takes nothing is a warning")
    func program() async throws {
        let test = try await configured(["one STARTUP,SHUTDOWN command:x"])
        let delivery = delivery(test)
        await delivery.raise(.startup)
        await delivery.raise(.shutdown)
        sender.fail("one", times: 3)
        for _ in 1...3 {
            await delivery.deliverDue()
            test.clock.advance(seconds: ExitDelivery.longestWait)
        }
        #expect(delivery.warnings().count == 1)
        await delivery.deliverDue()
        #expect(delivery.warnings().isEmpty)
        #expect(sender.taken(by: "one").map(\.event.name) == ["STARTUP", "SHUTDOWN"])
    }

    @Test(
        "masks and names of events are read alike",
        arguments: [
            ("0x2f", UInt32(0x2F)), ("47", 0x2F), ("CERTISSUED", 1), ("certissued,CRLISSUED", 0x21), ("CERTIMPORTED", 0x200),
            ("CERTRETRIEVEPENDING", 0x10), ("STARTUP,SHUTDOWN", 0xC0), ("0x100", nil), ("0", nil), ("CERTISSUED,", nil), ("", nil),
        ] as [(String, UInt32?)]
    )
    func masks(_ text: String, _ mask: UInt32?) {
        #expect(ExitEvents(text: text)?.rawValue == mask)
    }
}
