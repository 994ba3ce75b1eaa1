import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

/// A management key, a number, and the number encrypted: by the package `cryptography` of Python (OpenSSL), the AES ones being those of FIPS 197.
struct ManagementVector: Sendable, CustomTestStringConvertible {
    let algorithm: ManagementAlgorithm
    let key: String
    let plain: String
    let encrypted: String

    var testDescription: String { "\(algorithm) \(key)" }

    static let all = [
        Self(
            algorithm: .tripleDES,
            key: "010203040506070801020304050607080102030405060708",
            plain: "0001020304050607",
            encrypted: "90152a4c1cf42780"
        ),
        Self(
            algorithm: .tripleDES,
            key: "0123456789abcdef23456789abcdef01456789abcdef0123",
            plain: "5468652071756663",
            encrypted: "a826fd8ce53b855f"
        ),
        Self(
            algorithm: .aes128,
            key: "000102030405060708090a0b0c0d0e0f",
            plain: "00112233445566778899aabbccddeeff",
            encrypted: "69c4e0d86a7b0430d8cdb78070b4c55a"
        ),
        Self(
            algorithm: .aes192,
            key: "000102030405060708090a0b0c0d0e0f1011121314151617",
            plain: "00112233445566778899aabbccddeeff",
            encrypted: "dda97ca4864cdfe06eaf70a0ec0d7191"
        ),
        Self(
            algorithm: .aes256,
            key: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            plain: "00112233445566778899aabbccddeeff",
            encrypted: "8ea2b7ca516745bfeafc49904b496089"
        ),
    ]
}

@Suite("The management key of the software card")
struct ManagementKeyTests {
    private func terminal(_ vector: ManagementVector) throws -> CardTerminal {
        var personality = SoftwarePIVCard.Personality()
        personality.managementAlgorithm = vector.algorithm.rawValue
        personality.managementKey = try Hex.decode(vector.key)
        return try CardTerminal(personality: personality)
    }

    /// The card's witness as openssl decrypts it: a judge that knows nothing of this code.
    private func decrypted(_ witness: [UInt8], _ vector: ManagementVector) throws -> String {
        let cipher =
            switch vector.algorithm {
            case .tripleDES: "-des-ede3"
            case .aes128: "-aes-128-ecb"
            case .aes192: "-aes-192-ecb"
            case .aes256: "-aes-256-ecb"
            }
        return Hex.encode(try OpenSSLFiles().output("enc", "-d", cipher, "-nopad", "-K", vector.key, input: witness))
    }

    private func header(_ vector: ManagementVector) -> String { "0087" + Hex.encode([vector.algorithm.rawValue]) + "9B" }

    @Test("each side proves the key to the other", arguments: ManagementVector.all)
    func mutual(vector: ManagementVector) throws {
        let terminal = try terminal(vector)
        let witness = try terminal.exchange(header(vector), Hex.decode("7C028000")).data
        let size = vector.algorithm.blockByteCount
        #expect(witness.prefix(4) == [0x7C, UInt8(size + 2), 0x80, UInt8(size)])
        let plain = try decrypted(Array(witness.dropFirst(4)), vector)
        let members = [TagLengthValue(0x80, try Hex.decode(plain)), TagLengthValue(0x81, try Hex.decode(vector.plain))]
        let answer = try terminal.exchange(header(vector), TagLengthValue(0x7C, members: members).bytes)
        #expect(Hex.encode(answer.data.dropFirst(4)) == vector.encrypted)
        #expect(try terminal.put(0x5FC105, [1]).status == "9000")
    }

    @Test("the other side alone proves the key", arguments: ManagementVector.all)
    func single(vector: ManagementVector) throws {
        let terminal = try terminal(vector)
        try terminal.authenticate(vector.algorithm, key: Hex.decode(vector.key))
        #expect(try terminal.put(0x5FC105, [1]).status == "9000")
    }

    @Test("P1 may call triple DES 00")
    func tripleDESByDefault() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.exchange("0087009B", Hex.decode("7C028100")).data.count == 12)
    }

    @Test("a wrong answer proves nothing and ends what was proved before")
    func wrongAnswer() throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        _ = try terminal.exchange("0087039B", Hex.decode("7C028100"))
        #expect(try terminal.exchange("0087039B", Hex.decode("7C0A82080000000000000000")).status == "6982")
        #expect(try terminal.put(0x5FC105, [1]).status == "6982")
        _ = try terminal.exchange("0087039B", Hex.decode("7C028000"))
        #expect(try terminal.exchange("0087039B", Hex.decode("7C14800800000000000000008108 0001020304050607")).status == "6982")
        #expect(try terminal.put(0x5FC105, [1]).status == "6982")
    }

    @Test("a number of the card is good for the next command only")
    func onlyNext() throws {
        let terminal = try CardTerminal()
        let challenge = Array(try terminal.exchange("0087039B", Hex.decode("7C028100")).data.dropFirst(4))
        #expect(try terminal.get(0x7E).status == "9000")
        let response = try ManagementAlgorithm.tripleDES.encrypt(challenge, key: CardTerminal.managementKey)
        #expect(try terminal.exchange("0087039B", [0x7C, 0x0A, 0x82, 0x08] + response).status == "6982")
        #expect(try terminal.exchange("0087039B", [0x7C, 0x0A, 0x82, 0x08] + response).status == "6982")
    }

    @Test("the card encrypts no number for somebody who has not proved the key")
    func noOracle() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.exchange("0087039B", Hex.decode("7C0C81080001020304050607 8200")).status == "6a80")
        #expect(try terminal.exchange("0087039B", Hex.decode("7C0A8108 0001020304050607")).status == "6a80")
        _ = try terminal.exchange("0087039B", Hex.decode("7C028100"))
        #expect(try terminal.exchange("0087039B", Hex.decode("7C0C81080001020304050607 8200")).status == "6a80")
    }

    @Test(
        "a template that is none, and an algorithm that is not the key's, are refused",
        arguments: [
            ("0087089B047C028000", "6a86"), ("0087079B047C028000", "6a86"), ("0087039B", "6a80"), ("0087039B027C00", "6a80"),
            ("0087039B047C038000", "6a80"), ("0087039B047D028000", "6a80"), ("0087039B067C0280007C00", "6a80"),
        ]
    )
    func malformed(command: String, status: String) throws {
        #expect(try CardTerminal().send(command).status == status)
    }

    @Test("the management key is replaced by one of another algorithm", arguments: ManagementVector.all)
    func replace(vector: ManagementVector) throws {
        let terminal = try CardTerminal()
        let key = try Hex.decode(vector.key)
        let data = [vector.algorithm.rawValue, 0x9B, UInt8(key.count)] + key
        #expect(try terminal.exchange("00FFFFFF", data).status == "6982")
        try terminal.authenticate()
        #expect(try terminal.exchange("00FFFFFF", data).status == "9000")
        terminal.card.reset()
        let again = try CardTerminal(terminal.card)
        try again.authenticate(vector.algorithm, key: key)
        #expect(try again.put(0x5FC105, [1]).status == "9000")
    }

    @Test(
        "a management key of a wrong length or an unknown algorithm is refused",
        arguments: [
            "039B0101", "059B180102030405060708010203040506070801020304050607 08", "03", "",
            "089B18010203040506070801020304050607080102030405060708",
        ]
    )
    func wrongKey(data: String) throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        #expect(try terminal.exchange("00FFFFFF", Hex.decode(data)).status == "6a80")
    }
}
