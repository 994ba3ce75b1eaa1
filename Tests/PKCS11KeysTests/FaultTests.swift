import Foundation
import PKCS11Keys
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

@Suite("Tokens that fail", .enabled(if: SoftHSM.canFail, "SoftHSM or a C compiler is not installed"), .timeLimit(.minutes(5)))
struct FaultTests {
    private static let message: [UInt8] = [1, 2, 3]

    /// A token behind a module that fails when it is told to, and a key on it.
    private func fixture(_ label: String, patience: Double = 30, pin: String = SoftHSM.pin) async throws -> (
        FaultyModule, PKCS11Token, PKCS11Key
    ) {
        let faulty = try SharedTokens.softHSM.get().faultyModule(named: label)
        let module = PKCS11Module(path: faulty.path, threads: 2, patience: patience, pause: 0)
        let token = try SharedTokens.token(label, of: module, pin: pin)
        let key = try await token.makeKey(.p256, at: try SharedTokens.place(label, "key"), use: .sign)
        return (faulty, token, key)
    }

    private func signs(_ key: PKCS11Key) async throws -> Bool {
        let signature = try await key.sign(Self.message, using: .ecdsaWithSHA256)
        return try Signature.isValid(signature, over: Self.message, algorithm: .ecdsaWithSHA256, key: key.publicKey)
    }

    @Test("a lost session or login is replaced, and the caller does not notice", arguments: [FaultyModule.Fault.lost, .loggedOut])
    func lostSession(_ fault: FaultyModule.Fault) async throws {
        let (faulty, token, key) = try await fixture(fault.rawValue)
        #expect(try await signs(key))
        try faulty.set(fault)
        #expect(try await signs(key))
        #expect(faulty.isOver, "the fault has happened")
        #expect(token.obstacle == nil)
    }

    @Test("a removed token is named as away, and signs again when it is back")
    func removed() async throws {
        let (faulty, token, key) = try await fixture("removed")
        #expect(try await signs(key))
        try faulty.set(.removed)
        let error = await #expect(throws: PKCS11Error.self) { try await signs(key) }
        #expect(error?.kind == .tokenAway)
        #expect(error?.reason.contains("pkcs11:token=removed") == true)
        #expect(token.obstacle?.kind == .tokenAway)
        try faulty.set(nil)
        #expect(try await signs(key))
        #expect(token.obstacle == nil)
    }

    @Test("a device that fails without a reason is an obstacle until it signs again")
    func broken() async throws {
        let (faulty, token, key) = try await fixture("broken")
        try faulty.set(.broken)
        let error = await #expect(throws: PKCS11Error.self) { try await signs(key) }
        #expect(error?.reason.contains("CKR_GENERAL_ERROR") == true)
        #expect(token.obstacle != nil)
        try faulty.set(nil)
        #expect(try await signs(key))
    }

    @Test("a call that hangs is abandoned at its deadline, others fail at once, and all goes on afterwards")
    func hanging() async throws {
        let (faulty, token, key) = try await fixture("hang", patience: 2)
        #expect(try await signs(key))
        try faulty.set(.hang)
        let late = await #expect(throws: PKCS11Error.self) { try await signs(key) }
        #expect(late?.kind == .hanging)
        #expect(late?.reason.contains("did not finish signing in 2 s") == true)
        // The deadline is not waited for again.
        let began = ContinuousClock.now
        for _ in 0..<5 {
            let error = await #expect(throws: PKCS11Error.self) { try await signs(key) }
            #expect(error?.reason.contains("hangs") == true)
        }
        #expect(ContinuousClock.now - began < .seconds(1))
        #expect(token.obstacle?.kind == .hanging)
        // The tokens of other modules answer meanwhile.
        _ = try await SharedTokens.module.tokens()
        try faulty.set(nil)
        let end = ContinuousClock.now + .seconds(60)
        while token.module.obstacle != nil, ContinuousClock.now < end { await Task.yield() }
        #expect(try await signs(key))
        #expect(token.obstacle == nil)
    }

    @Test("a wrong PIN is given once and never again, and a new one is tried")
    func wrongPIN() async throws {
        let faulty = try SharedTokens.softHSM.get().faultyModule(named: "wrong-pin")
        let module = PKCS11Module(path: faulty.path, pause: 0)
        let pin = PINFile()
        _ = try SharedTokens.softHSM.get()
        let token = PKCS11Token(try PKCS11URI("pkcs11:token=wrong-pin"), of: module) { pin.pin }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let error = await #expect(throws: PKCS11Error.self) { try await token.probe() }
                    #expect(error?.kind == .pin)
                    #expect(error?.reason.contains("999999") == false, "no PIN is in a message")
                }
            }
            try await group.waitForAll()
        }
        #expect(faulty.logins == 1)
        #expect(token.obstacle?.reason.contains("CKR_PIN_INCORRECT") == true)
        pin.pin = Array(SoftHSM.pin.utf8)
        try await token.probe()
        #expect(faulty.logins == 2)
        #expect(token.obstacle == nil)
    }

    @Test("no PIN is given to a token that one more wrong one would lock")
    func lastTry() async throws {
        let faulty = try SharedTokens.softHSM.get().faultyModule(named: "last-try")
        let token = try SharedTokens.token("last-try", of: PKCS11Module(path: faulty.path, pause: 0))
        try faulty.set(.lastTry)
        let error = await #expect(throws: PKCS11Error.self) { try await token.probe() }
        #expect(error?.reason.contains("would lock") == true)
        #expect(faulty.logins == 0)
        try faulty.set(nil)
        try await token.probe()
        #expect(faulty.logins == 1)
    }

    @Test("a file that is no module is named with the system's reason, and one that appears later is used")
    func noModule() async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/module.so"
            let module = PKCS11Module(path: path, pause: 0)
            let missing = await #expect(throws: PKCS11Error.self) { try await module.tokens() }
            #expect(missing?.kind == .module)
            #expect(missing?.reason.contains(path) == true)
            try "no library".write(toFile: path, atomically: true, encoding: .utf8)
            let wrong = await #expect(throws: PKCS11Error.self) { try await module.tokens() }
            #expect(wrong?.kind == .module)
            try FileManager.default.removeItem(atPath: path)
            let faulty = try SharedTokens.softHSM.get().faultyModule(named: "appears")
            try FileManager.default.copyItem(atPath: faulty.path, toPath: path)
            #expect(try await module.tokens().contains { $0.label == "late" })
        }
    }
}

/// A PIN that a test changes.
private final class PINFile: Sendable {
    private let octets = Mutex(Array("999999".utf8))

    var pin: [UInt8] {
        get { octets.withLock { $0 } }
        set { octets.withLock { $0 = newValue } }
    }
}
