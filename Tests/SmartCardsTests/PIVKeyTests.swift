import PKICrypto
import PKIFormats
import SmartCards
import SoftwareCard
import Testing

@Suite("Keys on cards")
struct PIVKeyTests {
    private func key(_ algorithm: PIVAlgorithm, in slot: PIVSlot = .authentication, pin: String = "123456") async throws -> (
        CardPair, PrivateKey
    ) {
        let pair = try await CardPair()
        try await pair.administer()
        let publicKey = try await pair.card.generateKey(algorithm, in: slot)
        return (pair, PrivateKey(custom: try PIVKey(pair.card, slot, publicKey: publicKey, pin: CardPIN(Array(pin.utf8)))))
    }

    @Test("signatures made on the card verify", arguments: [PIVAlgorithm.p256, .p384, .rsa2048])
    func signs(_ algorithm: PIVAlgorithm) async throws {
        let (_, key) = try await key(algorithm)
        let message = Array("a message".utf8)
        for identifier in key.supportedSignatureAlgorithms {
            let signature = try await key.sign(message, using: identifier)
            #expect(try Signature.isValid(signature, over: message, algorithm: identifier, key: key.publicKey), "\(identifier.name)")
            #expect(try !Signature.isValid(signature, over: message + [0], algorithm: identifier, key: key.publicKey), "\(identifier.name)")
        }
    }

    @Test("the signature slot gets the PIN before each signature")
    func always() async throws {
        let (pair, key) = try await key(.p256, in: .signature)
        for _ in 0..<3 { _ = try await key.sign([1, 2, 3]) }
        #expect(pair.channel.commands.filter { $0[1] == 0x20 }.count == 3)
    }

    @Test("the card decrypts what was encrypted for its key", arguments: [RSAEncryption.pkcs1, .oaepSHA1, .oaepSHA256])
    func decrypts(_ scheme: RSAEncryption) async throws {
        let (_, key) = try await key(.rsa2048, in: .keyManagement)
        let secret = SecureRandom.bytes(32)
        let encrypted = try scheme.encrypt(secret, to: key.publicKey)
        #expect(try await key.decrypt(encrypted, using: scheme.algorithm) == secret)
        await #expect(throws: KeyError.self) { try await key.decrypt([UInt8](encrypted.reversed()), using: scheme.algorithm) }
    }

    @Test("the card agrees on the same secret as the other side", arguments: [(PIVAlgorithm.p256, KeySpecification.p256), (.p384, .p384)])
    func agrees(_ algorithm: PIVAlgorithm, _ specification: KeySpecification) async throws {
        let (_, key) = try await key(algorithm, in: .keyManagement)
        let other = try PrivateKey(generating: specification)
        #expect(try await key.agree(with: other.publicKey) == other.agree(with: key.publicKey))
    }

    @Test("a wrong PIN is presented once, however often the key is asked")
    func wrongPIN() async throws {
        let (pair, key) = try await key(.p256, pin: "999999")
        for _ in 0..<5 { #expect(await cardFailure { _ = try await key.sign([1]) } == .wrong(.pin, attemptsLeft: 2)) }
        #expect(try await pair.card.attemptsLeft(.pin) == 2)
    }

    @Test("a key never leaves the card, and its description holds no secret")
    func stays() async throws {
        let (_, key) = try await key(.p256)
        #expect(throws: KeyError.self) { try key.pkcs8() }
        let management = try ManagementKey(.tripleDES, CardPair.factoryKey)
        #expect("\(management)" == "management key (3DES)")
        #expect(String(reflecting: management) == "management key (3DES)")
    }

    @Test("two tasks at once do not mix their commands")
    func concurrent() async throws {
        let (_, key) = try await key(.p256, in: .signature)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in UInt8(0)..<8 {
                group.addTask {
                    let signature = try await key.sign([number])
                    return try Signature.isValid(signature, over: [number], algorithm: .ecdsaWithSHA256, key: key.publicKey)
                }
            }
            for try await isValid in group { #expect(isValid) }
        }
    }
}
