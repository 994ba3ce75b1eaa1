import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Legacy ciphers")
struct LegacyTests {
    static let vector = Array("8 octets".utf8)
    static let plain = Array("thirty-one octets of plain text".utf8)

    static func key(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) } }

    @Test(
        "openssl enc decrypts the output of the old ciphers, and they decrypt its output",
        arguments: [
            (LegacyCipher.tripleDESCBC, 24, "-des-ede3-cbc"), (.tripleDESCBC, 16, "-des-ede-cbc"), (.desCBC, 8, "-des-cbc"),
            (.rc2CBC(effectiveBits: 40), 5, "-rc2-40-cbc"), (.rc2CBC(effectiveBits: 64), 8, "-rc2-64-cbc"),
            (.rc2CBC(effectiveBits: 128), 16, "-rc2-cbc"), (.rc4, 16, "-rc4"), (.rc4, 5, "-rc4-40"),
        ]
    )
    func againstEnc(cipher: LegacyCipher, keyByteCount: Int, option: String) throws {
        let key = Self.key(keyByteCount)
        let vector = cipher == .rc4 ? [] : Self.vector
        var command = ["openssl", "enc", option, "-provider", "legacy", "-provider", "default", "-K", Hex.encode(key)]
        if !vector.isEmpty { command += ["-iv", Hex.encode(vector)] }
        let encrypted = try Legacy().encrypt(Self.plain, key: key, vector: vector, cipher: cipher)
        let theirs = try runTool(command, input: Self.plain)
        #expect(theirs.status == 0, "\(theirs.errorText)")
        #expect(encrypted == theirs.stdout)
        #expect(try Legacy().decrypt(theirs.stdout, key: key, vector: vector, cipher: cipher) == Self.plain)
    }

    @Test("content under an old cipher needs the legacy ciphers, and the error names the cipher")
    func unsupportedWithout() throws {
        let cipher = ContentCipher.legacy(.rc2CBC(effectiveBits: 40))
        let algorithm = ContentEncryption.algorithm(for: cipher)
        #expect(throws: KeyError(.unsupported, "RC2-40-CBC is a cipher of old files and needs OpenSSLKeys' Legacy; pass legacy: Legacy()"))
        {
            try ContentEncryption.encrypt(Self.plain, key: Self.key(5), algorithm: algorithm)
        }
        let encrypted = try ContentEncryption.encrypt(Self.plain, key: Self.key(5), algorithm: algorithm, legacy: Legacy())
        #expect(try ContentEncryption.decrypt(encrypted, key: Self.key(5), algorithm: algorithm, legacy: Legacy()) == Self.plain)
        #expect(try ContentEncryption.keyByteCount(for: algorithm) == 5)
    }

    @Test(
        "a wrong key, vector or length is an error and no trap",
        arguments: [LegacyCipher.tripleDESCBC, .desCBC, .rc2CBC(effectiveBits: 64)]
    )
    func refused(cipher: LegacyCipher) throws {
        let count = ContentCipher.legacy(cipher).keyByteCount
        let encrypted = try Legacy().encrypt(Self.plain, key: Self.key(count), vector: Self.vector, cipher: cipher)
        for wrong in [[], Array(encrypted.dropLast()), Array(encrypted.dropLast(8))] {
            #expect { try Legacy().decrypt(wrong, key: Self.key(count), vector: Self.vector, cipher: cipher) } throws: {
                ($0 as? KeyError)?.kind == .undecipherable
            }
        }
        for vector: [UInt8] in [[], [1], [UInt8](repeating: 0, count: 16)] {
            #expect(throws: KeyError.self) { try Legacy().encrypt(Self.plain, key: Self.key(count), vector: vector, cipher: cipher) }
        }
        for key in [[], Self.key(300)] {
            #expect { try Legacy().encrypt(Self.plain, key: key, vector: Self.vector, cipher: cipher) } throws: {
                ($0 as? KeyError)?.kind == .refused
            }
        }
    }
}
