import CAInterface
import Foundation
import Logging
import PKIDirectory
import PKIFormats
import PKITesting
import Synchronization
import Testing

@testable import CACore

/// Has the files that it is told.
private final class FixedModules: ModuleDirectory {
    private let files: Mutex<Set<String>>

    init(_ files: Set<String>) { self.files = Mutex(files) }

    func remove(_ file: String) { files.withLock { _ = $0.remove(file) } }
    func faultOfProgram(_ file: String) -> String? { fault(file) }
    func faultOfSecret(_ file: String) -> String? { fault(file) }
    private func fault(_ file: String) -> String? { files.withLock { $0.contains(file) } ? nil : "\(file) is absent: put it there" }
}

private struct RefusingSender: ExitSender {
    func send(_ event: ExitEvent, to receiver: ExitReceiver) async throws {
        throw ModuleError("The program \(receiver.name) ended with status 3.", remedy: "Correct it.")
    }
}

@Suite("Files of modules and receivers")
struct ModuleFileTests {
    private let modules = FixedModules(["check", "to-siem", "hook.secret"])
    private let node = "exit"

    private func bound(_ test: TestAuthority, sender: any ExitSender = TakingExitSender(), as principal: Principal? = nil) async throws
        -> any BoundAuthority
    {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let clock = test.clock
        let service = CertificationService(
            store: test.store,
            directory: test.directory,
            keys: test.ring,
            objects: test.objects,
            publisher: test.publisher,
            clock: { clock.now },
            logger: logger,
            exitSender: sender,
            modules: modules
        )
        return try await service.authority(named: TestAuthority.issuingName, for: test.caller(principal ?? test.administrator))
    }

    @Test("a policy module, program or secret that is not there cannot be named, and nothing changes")
    func absent() async throws {
        let test = try await TestAuthority.make()
        let bound = try await bound(test)
        try await bound.setConfigurationEntry(node: "policy", entry: "ModuleCommand", value: .text("check"))
        let module = await #expect(throws: CAError.self) {
            try await bound.setConfigurationEntry(node: "policy", entry: "ModuleCommand", value: .text("chekc"))
        }
        #expect(module?.message == #"ModuleCommand cannot be "chekc": chekc is absent: put it there."#)
        #expect(module?.reason?.field == "ModuleCommand")
        #expect(try await bound.configurationEntry(node: "policy", entry: "ModuleCommand") == .text("check"))
        for line in ["siem CERTISSUED command:to-seim", "hook 0x2f https://hook.example.test/ hook.secert"] {
            let error = await #expect(throws: CAError.self) {
                try await bound.changeConfigurationEntry(node: node, entry: "Receivers", adding: [line], removing: [])
            }
            #expect(error?.status == .invalidArgument)
            #expect(error?.message.contains("is absent") == true, "\(String(describing: error))")
        }
        #expect(try await bound.configurationEntry(node: node, entry: "Receivers") == .texts([]))
        try await bound.setConfigurationEntry(node: "policy", entry: "ModuleCommand", value: .text(""))
    }

    @Test("a file that was lost later keeps nobody from changing the other receivers, and is named")
    func lost() async throws {
        let test = try await TestAuthority.make()
        let bound = try await bound(test)
        let lines = ["siem CERTISSUED command:to-siem", "hook 0x2f https://hook.example.test/ hook.secret"]
        try await bound.setConfigurationEntry(node: "policy", entry: "ModuleCommand", value: .text("check"))
        try await bound.setConfigurationEntry(node: node, entry: "Receivers", value: .texts([lines[0]]))
        modules.remove("to-siem")
        modules.remove("check")
        _ = try await bound.changeConfigurationEntry(node: node, entry: "Receivers", adding: [lines[1]], removing: [])
        #expect(try await bound.configurationEntry(node: node, entry: "Receivers") == .texts(lines))
        let stored = try #require(try await test.store.authorities().first { $0.number == AuthorityNumber(rawValue: 2) })
        let faults = stored.moduleFaults(in: modules)
        #expect(faults.map(\.user) == ["policy module", "exit receiver siem"])
        #expect(faults.map(\.reason) == ["check is absent: put it there", "to-siem is absent: put it there"])
        #expect(faults.first?.effect.contains("waits for an officer") == true)
    }

    @Test("a test event says whether its receiver took it, and is recorded")
    func tested() async throws {
        let test = try await TestAuthority.make()
        let taking = try await bound(test)
        try await taking.setConfigurationEntry(node: node, entry: "Receivers", value: .texts(["siem CERTISSUED command:to-siem"]))
        let taken = try await taking.testExitReceiver("siem")
        #expect(taken.isTaken)
        #expect(taken.fault == "")
        let refused = try await bound(test, sender: RefusingSender()).testExitReceiver("siem")
        #expect(!refused.isTaken)
        #expect(refused.fault == "The program siem ended with status 3. Correct it.")
        #expect(refused.event != taken.event)
        #expect(try await test.store.exitBacklogs().isEmpty)
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.suffix(2) == ["exitReceiverTested", "exitReceiverTested"])
        let unknown = await #expect(throws: CAError.self) { try await taking.testExitReceiver("seim") }
        #expect(unknown?.code == .notFound)
        #expect(unknown?.message.contains("siem") == true)
        let officer = try await bound(test, as: test.officer)
        let denied = await #expect(throws: CAError.self) { try await officer.testExitReceiver("siem") }
        #expect(denied?.code == .accessDenied)
    }
}
