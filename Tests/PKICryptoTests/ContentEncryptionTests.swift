import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("ContentEncryption and KeyDerivation")
struct ContentEncryptionTests {
    static let plain = Array("some content that is longer than one block".utf8)

    @Test(
        "openssl enc and AES-CBC here agree",
        arguments: [(ContentCipher.aes128CBC, "-aes-128-cbc"), (.aes192CBC, "-aes-192-cbc"), (.aes256CBC, "-aes-256-cbc")]
    )
    func againstEnc(cipher: ContentCipher, option: String) throws {
        let key = SecureRandom.bytes(cipher.keyByteCount)
        let algorithm = ContentEncryption.algorithm(for: cipher)
        let vector = Array((algorithm.parameters ?? []).dropFirst(2))
        let encrypted = try ContentEncryption.encrypt(Self.plain, key: key, algorithm: algorithm)
        let command = ["openssl", "enc", option, "-K", Hex.encode(key), "-iv", Hex.encode(vector)]
        #expect(try runTool(command, input: Self.plain).stdout == encrypted)
        #expect(try ContentEncryption.decrypt(encrypted, key: key, algorithm: algorithm) == Self.plain)
        #expect(try ContentEncryption.keyByteCount(for: algorithm) == key.count)
    }

    @Test("unknown ciphers, wrong parameters, keys and lengths are errors")
    func refused() throws {
        let algorithm = ContentEncryption.algorithm(for: .aes128CBC)
        let key = [UInt8](repeating: 7, count: 16)
        let encrypted = try ContentEncryption.encrypt(Self.plain, key: key, algorithm: algorithm)
        func kind(_ encrypted: [UInt8], _ key: [UInt8], _ algorithm: AlgorithmIdentifier) -> KeyError.Kind? {
            do throws(KeyError) {
                _ = try ContentEncryption.decrypt(encrypted, key: key, algorithm: algorithm)
                return nil
            } catch { return error.kind }
        }
        #expect(kind(encrypted, key, algorithm) == nil)
        #expect(kind(encrypted, Array(key.dropLast()), algorithm) == .refused)
        #expect(kind(Array(encrypted.dropLast()), key, algorithm) == .undecipherable)
        #expect(kind(Array(encrypted.dropLast(16)), key, algorithm) == .undecipherable)
        #expect(kind([], key, algorithm) == .undecipherable)
        #expect(kind(encrypted, key, AlgorithmIdentifier(OID.Algorithms.aes128CBC)) == .unreadable)
        #expect(kind(encrypted, key, AlgorithmIdentifier(OID.Algorithms.aes128CBC, parameters: [4, 2, 0, 0])) == .unreadable)
        #expect(kind(encrypted, key, AlgorithmIdentifier("1.2.3.4")) == .unsupported)
    }

    @Test("scrypt gives the values of RFC 7914 and refuses costs that would hold up the process")
    func scrypt() throws {
        let key = try KeyDerivation.scrypt(
            Array("password".utf8),
            salt: Array("NaCl".utf8),
            cost: 1024,
            blockSize: 8,
            parallelism: 16,
            keyByteCount: 64
        )
        #expect(
            Hex.encode(key)
                == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d"
                + "8360cbdfa2cc0640"
        )
        for (cost, blockSize, parallelism) in [(1 << 40, 8, 1), (16384, 1 << 40, 1), (16384, 8, Int.max), (3, 1, 1), (0, 1, 1), (2, 0, 1)] {
            #expect {
                try KeyDerivation.scrypt([1], salt: [1], cost: cost, blockSize: blockSize, parallelism: parallelism, keyByteCount: 16)
            } throws: { ($0 as? KeyError)?.kind == .refused }
        }
    }

    @Test("PBKDF2 takes the empty password and gives the values of openssl kdf", arguments: ["", "secret"])
    func pbkdf2(password: String) throws {
        let key = try KeyDerivation.pbkdf2(Array(password.utf8), salt: [1, 2, 3, 4], iterations: 3, digest: .sha256, keyByteCount: 40)
        let theirs = try runTool([
            "openssl", "kdf", "-binary", "-keylen", "40", "-kdfopt", "digest:SHA256", "-kdfopt", "pass:\(password)", "-kdfopt",
            "hexsalt:01020304", "-kdfopt", "iter:3", "-kdfopt", "pkcs5:1", "PBKDF2",
        ])
        #expect(theirs.status == 0, "\(theirs.errorText)")
        #expect(key == theirs.stdout)
    }

    @Test(
        "the key derivation of PKCS #12 gives the values of openssl kdf",
        arguments: [(DigestAlgorithm.sha1, "SHA1"), (.sha256, "SHA256"), (.sha384, "SHA384"), (.sha512, "SHA512")]
    )
    func pkcs12(digest: DigestAlgorithm, name: String) throws {
        let password = KeyDerivation.bmpPassword("smé😀g")
        for (purpose, count) in [(KeyDerivation.PKCS12Purpose.key, 24), (.vector, 8), (.mac, 20), (.key, 200)] {
            let ours = try KeyDerivation.pkcs12(
                password,
                salt: [0x0A, 0x58, 0xCF, 0x64],
                iterations: 5,
                digest: digest,
                purpose: purpose,
                byteCount: count
            )
            let theirs = try runTool([
                "openssl", "kdf", "-binary", "-keylen", "\(count)", "-kdfopt", "digest:\(name)", "-kdfopt",
                "hexpass:\(Hex.encode(password))", "-kdfopt", "hexsalt:0A58CF64", "-kdfopt", "iter:5", "-kdfopt", "id:\(purpose.rawValue)",
                "PKCS12KDF",
            ])
            #expect(theirs.status == 0, "\(theirs.errorText)")
            #expect(ours == theirs.stdout)
        }
    }
}
