import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("Keys of the software card")
struct KeyTests {
    private static let digest = Digest.sha256(Array("message".utf8))

    private func administered() throws -> CardTerminal {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        return terminal
    }

    /// The message padded as PKCS #1 v1.5 says; a card leaves that to the other side.
    private func padded() -> [UInt8] {
        let info = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeSequence { writer in
                    writer.writeOID("2.16.840.1.101.3.4.2.1")
                    writer.writeNull()
                }
                writer.writeOctetString(Self.digest)
            }
        }
        return [0x00, 0x01] + [UInt8](repeating: 0xFF, count: 256 - 3 - info.count) + [0x00] + info
    }

    @Test("a key made on the card signs, and the public half that it gave verifies", arguments: [KeyAlgorithm.rsa2048, .p256, .p384])
    func signs(algorithm: KeyAlgorithm) throws {
        let terminal = try administered()
        let key = try terminal.generate(algorithm, in: 0x9A)
        try terminal.verifyPIN()
        let signature = try terminal.use(0x9A, algorithm, algorithm == .rsa2048 ? padded() : Self.digest)
        #expect(signature.status == "9000")
        let files = try OpenSSLFiles()
        try files.write("key.pem", pem: "PUBLIC KEY", key.derEncoded)
        try files.write("signature", signature.data)
        let judged = try files.run("dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", input: Array("message".utf8))
        #expect(judged.text == "Verified OK\n", "\(judged.errorText)")
    }

    @Test("an RSA key decrypts what openssl encrypted; the padding is still there")
    func decrypts() throws {
        let terminal = try administered()
        let key = try terminal.generate(.rsa2048, in: 0x9D)
        let encrypted = try RSAEncryption.pkcs1.encrypt(Array("secret".utf8), to: key)
        #expect(try terminal.use(0x9D, .rsa2048, encrypted).status == "6982")
        try terminal.verifyPIN()
        let block = try terminal.use(0x9D, .rsa2048, encrypted).data
        #expect(block.prefix(2) == [0x00, 0x02])
        #expect(block.suffix(7) == [0x00] + Array("secret".utf8))
    }

    @Test("an EC key and a software key agree on a secret", arguments: [KeyAlgorithm.p256, .p384])
    func agrees(algorithm: KeyAlgorithm) async throws {
        let terminal = try administered()
        let key = try terminal.generate(algorithm, in: 0x9D)
        try terminal.verifyPIN()
        let other = try PrivateKey(generating: algorithm == .p256 ? .p256 : .p384)
        let secret = try terminal.use(0x9D, algorithm, other.publicKey.keyBytes, tag: 0x85)
        #expect(secret.data == (try await other.agree(with: key)))
    }

    @Test(
        "a key asks for the PIN as its slot does",
        arguments: [
            (0x9A, "once"), (0x9C, "always"), (0x9D, "once"), (0x9E, "never"), (0x82, "once"), (0x95, "once"),
        ] as [(UInt8, String)]
    )
    func pinPolicy(slot: UInt8, policy: String) throws {
        let terminal = try administered()
        _ = try terminal.generate(.p256, in: slot)
        #expect(try terminal.use(slot, .p256, Self.digest).status == (policy == "never" ? "9000" : "6982"))
        try terminal.verifyPIN()
        #expect(try terminal.use(slot, .p256, Self.digest).status == "9000")
        #expect(try terminal.use(slot, .p256, Self.digest).status == (policy == "always" ? "6982" : "9000"))
        try terminal.verifyPIN()
        #expect(try terminal.get(0x7E).status == "9000")
        #expect(try terminal.use(slot, .p256, Self.digest).status == (policy == "always" ? "6982" : "9000"))
    }

    @Test("the PIN is fresh for a signature that is sent in a chain")
    func freshThroughChain() throws {
        let terminal = try administered()
        _ = try terminal.generate(.rsa2048, in: 0x9C)
        try terminal.verifyPIN()
        #expect(try terminal.use(0x9C, .rsa2048, padded()).data.count == 256)
    }

    @Test("a key may get another PIN policy when it is made", arguments: [(1, "9000"), (2, "6982"), (3, "6982")] as [(UInt8, String)])
    func chosenPolicy(policy: UInt8, status: String) throws {
        let terminal = try administered()
        _ = try terminal.generate(.p256, in: 0x9C, policies: [TagLengthValue(0xAA, [policy]), TagLengthValue(0xAB, [2])])
        #expect(try terminal.use(0x9C, .p256, Self.digest).status == status)
    }

    @Test(
        "making a key is refused without the management key, and for an unknown algorithm or slot",
        arguments: [
            ("0047009A05AC03800111", false, "6982"), ("0047009A05AC03800106", true, "6a80"), ("0047009A05AC03800122", true, "6a80"),
            ("0047009B05AC03800111", true, "6a86"), ("0047019A05AC03800111", true, "6a86"), ("0047009605AC03800111", true, "6a86"),
            ("0047009A", true, "6a80"), ("0047009A02AC00", true, "6a80"), ("0047009A06AC0480021111", true, "6a80"),
            ("0047009A08AC06800111AA0104", true, "6a80"), ("0047009A05AD03800111", true, "6a80"),
        ]
    )
    func generationRefused(command: String, isAdministrator: Bool, status: String) throws {
        let terminal = try isAdministrator ? administered() : CardTerminal()
        #expect(try terminal.send(command).status == status)
    }

    @Test(
        "the use of a key is refused where slot, algorithm or data do not fit",
        arguments: [
            ("0087119C", "6a88"), ("0087079A", "6a86"), ("0087149A", "6a86"), ("0087009A", "6a86"), ("008711F9", "6a86"),
            ("00871180", "6a86"), ("0087119A", "6a80"), ("0087119A027C00", "6a80"), ("0087119A047C028200", "6a80"),
            ("0087119A047C028100", "6a80"), ("0087119A077C058503040102", "6a80"), ("0087119A037D0180", "6a80"),
        ]
    )
    func useRefused(command: String, status: String) throws {
        let terminal = try administered()
        _ = try terminal.generate(.p256, in: 0x9A)
        try terminal.verifyPIN()
        #expect(try terminal.send(command).status == status)
    }

    @Test("a long hash value, a point of another curve and a block unlike the modulus are refused")
    func wrongSizes() throws {
        let terminal = try administered()
        _ = try terminal.generate(.p256, in: 0x9A)
        _ = try terminal.generate(.rsa2048, in: 0x9D)
        try terminal.verifyPIN()
        #expect(try terminal.use(0x9A, .p256, [UInt8](repeating: 1, count: 65)).status == "6a80")
        #expect(try terminal.use(0x9A, .p256, PrivateKey(generating: .p384).publicKey.keyBytes, tag: 0x85).status == "6a80")
        #expect(try terminal.use(0x9A, .p256, [0x04] + [UInt8](repeating: 1, count: 64), tag: 0x85).status == "6a80")
        #expect(try terminal.use(0x9D, .rsa2048, [UInt8](repeating: 1, count: 255)).status == "6a80")
        #expect(try terminal.use(0x9D, .rsa2048, [UInt8](repeating: 1, count: 257)).status == "6a80")
        #expect(try terminal.use(0x9D, .rsa2048, [UInt8](repeating: 0xFF, count: 256)).status == "6a80")
        #expect(try terminal.use(0x9D, .rsa2048, [UInt8](repeating: 1, count: 32), tag: 0x85).status == "6a80")
    }

    @Test("an imported EC key signs like the key that it was", arguments: [KeyAlgorithm.p256, .p384])
    func importsEC(algorithm: KeyAlgorithm) async throws {
        let terminal = try administered()
        let key = try PrivateKey(generating: algorithm == .p256 ? .p256 : .p384)
        // RFC 5915: the secret number is the OCTET STRING after the version.
        let inner = try PrivateKeyInfo(derEncoded: key.pkcs8()).privateKey
        let size = algorithm == .p256 ? 32 : 48
        let start = try #require(inner.firstIndex(of: 0x04)) + 2
        let scalar = Array(inner[start..<start + size])
        let header = "00FE" + Hex.encode([algorithm.rawValue]) + "82"
        #expect(try terminal.exchange(header, TagLengthValue(0x06, scalar).bytes).status == "9000")
        try terminal.verifyPIN()
        let other = try PrivateKey(generating: algorithm == .p256 ? .p256 : .p384)
        let secret = try terminal.use(0x82, algorithm, other.publicKey.keyBytes, tag: 0x85).data
        #expect(secret == (try await key.agree(with: other.publicKey)))
    }

    @Test("an RSA key is imported from its primes")
    func importsRSA() throws {
        let terminal = try administered()
        let files = try OpenSSLFiles()
        let pkcs8 = try files.newPKCS8(["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        let numbers = try Self.integers(PrivateKeyInfo(derEncoded: pkcs8).privateKey)
        let data = zip([1, 2, 3, 4, 5], numbers[4...8]).flatMap { TagLengthValue($0, $1).bytes }
        #expect(try terminal.exchange("00FE079D", data).status == "9000")
        try terminal.verifyPIN()
        let key = try BareKey(pkcs8: pkcs8)
        #expect(try terminal.use(0x9D, .rsa2048, padded()).data == (try key.power(padded())))
    }

    @Test(
        "an import of numbers that are no key is refused",
        arguments: [("00FE1182", "06020101"), ("00FE1482", "0600"), ("00FE0782", "01020101"), ("00FE1182", ""), ("00FE1182", "05")]
    )
    func importRefused(header: String, data: String) throws {
        let terminal = try administered()
        #expect(try terminal.exchange(header, Hex.decode(data)).status == "6a80")
        #expect(try terminal.exchange("00FE1182", TagLengthValue(0x06, [UInt8](repeating: 0, count: 32)).bytes).status == "6a80")
        let zeros = [UInt8](repeating: 0, count: 128)
        #expect(try terminal.exchange("00FE0782", TagLengthValue(1, zeros).bytes + TagLengthValue(2, zeros).bytes).status == "6a80")
    }

    /// The numbers of RSAPrivateKey without leading zeros.
    private static func integers(_ der: [UInt8]) throws -> [[UInt8]] {
        let content = try #require(TagLengthValue.list(der).value(of: 0x30))
        return try TagLengthValue.list(content).map { Array($0.value.drop { $0 == 0 }) }
    }
}
