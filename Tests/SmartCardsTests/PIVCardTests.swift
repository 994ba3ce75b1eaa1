import CardEnrollment
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation
import SmartCards
import SoftwareCard
import Testing

@Suite("PIV cards")
struct PIVCardTests {
    @Test("a card without the application is told apart")
    func notPIV() async throws {
        let pair = try await CardPair()
        let card = PIVCard(SoftwareChannel(pair.software, hiding: [0xA4]))
        #expect(await cardFailure { try await card.select() } == .notPIV)
    }

    @Test("the PIN is verified, and asking for the attempts costs none")
    func pin() async throws {
        let pair = try await CardPair()
        #expect(try await pair.card.attemptsLeft(.pin) == 3)
        #expect(await cardFailure { try await pair.card.verify(pin: Array("999999".utf8)) } == .wrong(.pin, attemptsLeft: 2))
        #expect(try await pair.card.attemptsLeft(.pin) == 2)
        #expect(try await pair.card.attemptsLeft(.pin) == 2)
        try await pair.card.verify(pin: CardPUK.factoryPIN)
    }

    @Test("wrong PINs block it, and the PUK sets a new one")
    func unblock() async throws {
        let pair = try await CardPair()
        let wrong = Array("999999".utf8)
        for left in [2, 1] { #expect(await cardFailure { try await pair.card.verify(pin: wrong) } == .wrong(.pin, attemptsLeft: left)) }
        #expect(await cardFailure { try await pair.card.verify(pin: wrong) } == .blocked(.pin))
        #expect(await cardFailure { try await pair.card.verify(pin: CardPUK.factoryPIN) } == .blocked(.pin))
        #expect(try await pair.card.attemptsLeft(.pin) == 0)
        try await pair.card.resetPIN(puk: CardPUK.factory, to: Array("654321".utf8))
        try await pair.card.verify(pin: Array("654321".utf8))
    }

    @Test("wrong PUKs block it, and no PIN is set any more")
    func blockedPUK() async throws {
        let pair = try await CardPair()
        let (wrong, new) = (Array("00000000".utf8), Array("654321".utf8))
        for left in [2, 1] {
            #expect(await cardFailure { try await pair.card.resetPIN(puk: wrong, to: new) } == .wrong(.puk, attemptsLeft: left))
        }
        #expect(await cardFailure { try await pair.card.resetPIN(puk: wrong, to: new) } == .blocked(.puk))
        #expect(await cardFailure { try await pair.card.resetPIN(puk: CardPUK.factory, to: new) } == .blocked(.puk))
    }

    @Test("PIN and PUK change with their old values", arguments: [PINReference.pin, .puk])
    func change(_ reference: PINReference) async throws {
        let pair = try await CardPair()
        let (old, new) = reference == .pin ? (CardPUK.factoryPIN, Array("654321".utf8)) : (CardPUK.factory, Array("87654321".utf8))
        try await pair.card.change(reference, from: old, to: new)
        #expect(await cardFailure { try await pair.card.change(reference, from: old, to: new) } == .wrong(reference, attemptsLeft: 2))
        try await pair.card.change(reference, from: new, to: old)
    }

    @Test("a PIN of a wrong length does not reach the card", arguments: ["", "12345", "123456789"])
    func lengths(_ pin: String) async throws {
        let pair = try await CardPair()
        let before = pair.channel.commands.count
        #expect(await cardFailure { try await pair.card.verify(pin: Array(pin.utf8)) } == .refused)
        #expect(pair.channel.commands.count == before)
    }

    @Test(
        "both sides prove the management key in each algorithm, and another key is refused",
        arguments: [(.tripleDES, 24), (.aes128, 16), (.aes192, 24), (.aes256, 32)] as [(ManagementAlgorithm, Int)]
    )
    func management(_ algorithm: ManagementAlgorithm, _ count: Int) async throws {
        let key = Array(UInt8(1)...UInt8(count))
        let pair = try await CardPair {
            $0.managementAlgorithm = algorithm.rawValue
            $0.managementKey = key
        }
        #expect(try await pair.card.managementAlgorithm() == algorithm)
        let wrong = try ManagementKey(algorithm, key.reversed())
        #expect(await cardFailure { try await pair.card.authenticate(wrong) } == .wrongManagementKey)
        #expect(await cardFailure { try await pair.card.setObject(0x5FC109, [1]) } == .notAuthenticated)
        try await pair.card.authenticate(try ManagementKey(algorithm, key))
        try await pair.card.setObject(0x5FC109, [1])
    }

    @Test("a management key is replaced by one of another algorithm")
    func newManagementKey() async throws {
        let pair = try await CardPair()
        try await pair.administer()
        let key = try ManagementKey(.aes256, Array(UInt8(0)..<32))
        try await pair.card.setManagementKey(key)
        try await pair.card.select()
        #expect(await cardFailure { try await pair.administer() } != nil)
        try await pair.card.authenticate(key)
    }

    @Test("whoever has the key answers the card's challenge, and a wrong answer is refused")
    func challenge() async throws {
        let pair = try await CardPair()
        let challenge = try await pair.card.managementChallenge(.tripleDES)
        #expect(challenge.count == 8)
        #expect(
            await cardFailure { try await pair.card.answerChallenge([UInt8](repeating: 0, count: 8), .tripleDES) } == .wrongManagementKey
        )
        let second = try await pair.card.managementChallenge(.tripleDES)
        try await pair.card.answerChallenge(ScriptedManagement.encrypted(second, CardPair.factoryKey), .tripleDES)
        try await pair.card.setHolderID(CardHolderID(guid: UUID()))
    }

    @Test("an identifier is written and read; its GUID is in the order of the text")
    func holderID() async throws {
        let pair = try await CardPair { $0.hasIdentifiers = false }
        #expect(try await pair.card.holderID() == nil)
        try await pair.administer()
        let id = try #require(UUID(uuidString: "6F1D2C3B-4A59-4E68-9F70-1A2B3C4D5E6F"))
        try await pair.card.setHolderID(CardHolderID(guid: id))
        #expect(try await pair.card.holderID()?.guid == id)
        let content = try #require(try await pair.card.object(CardHolderID.tag))
        #expect(Hex.encode(content).contains("6f1d2c3b4a594e689f701a2b3c4d5e6f"))
    }

    @Test("large certificates go to the card in a chain and come back whole")
    func certificates() async throws {
        let pair = try await CardPair()
        try await pair.administer()
        let names = (0..<80).map { GeneralName.dnsName("host-\($0).example.test") }
        let leaf = try await SampleHierarchy.make().issuing.leaf(commonName: "card", names: names).certificate
        #expect(leaf.derEncoded.count > 1500)
        try await pair.card.setCertificate(leaf.derEncoded, .retired(20))
        #expect(try await pair.card.certificate(.retired(20)) == leaf)
        try await pair.card.removeCertificate(.retired(20))
        #expect(try await pair.card.certificate(.retired(20)) == nil)
    }

    @Test("a compressed certificate is refused with its reason")
    func compressed() throws {
        let content = TagLengthValue.write(0x70, [0x1F, 0x8B, 0x08]) + TagLengthValue.write(0x71, [1]) + TagLengthValue.write(0xFE, [])
        let error = #expect(throws: CardError.self) { try PIVCertificate.read(content) }
        #expect(error?.kind == .unsupported)
    }

    @Test("a card attests the keys that it made")
    func attestation() async throws {
        let pair = try await CardPair()
        #expect(try await pair.card.attestation(of: .authentication) == nil)
        try await pair.administer()
        let key = try await pair.card.generateKey(.p256, in: .authentication)
        let attestation = try #require(try await pair.card.attestation(of: .authentication))
        #expect(attestation.certificate.subjectPublicKeyInfo == key)
        #expect(attestation.isSignedByCard)
        #expect(attestation.firmwareVersion == "5.4.3")
        #expect(attestation.serialNumber == 10_000_001)
        #expect(attestation.pinPolicy == "once")
    }

    @Test("maker's commands tell version and serial number, and are nil on cards without them")
    func vendor() async throws {
        let pair = try await CardPair()
        #expect(try await pair.card.firmwareVersion() == "5.4.3")
        #expect(try await pair.card.serialNumber() == 10_000_001)
        let plain = try await CardPair(pair.software, hiding: [0xF7, 0xF8, 0xFD])
        #expect(try await plain.card.firmwareVersion() == nil)
        #expect(try await plain.card.serialNumber() == nil)
    }

    @Test("a card pulled in the middle says so, and nothing more reaches it")
    func pulled() async throws {
        let pair = try await CardPair()
        pair.software.pull()
        #expect(await cardFailure { try await pair.card.verify(pin: CardPUK.factoryPIN) } == .removed)
    }
}
