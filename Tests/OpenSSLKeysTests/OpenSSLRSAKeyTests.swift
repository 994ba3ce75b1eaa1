import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("OpenSSLRSAKey")
struct OpenSSLRSAKeyTests {
    static let message = Array("message".utf8)

    @Test("every algorithm it offers gives a signature that our own verification and OpenSSL's accept")
    func signs() async throws {
        let key = try OpenSSLRSAKey.generate(bits: 2048)
        #expect(key.publicKey.kind == .rsa(bits: 2048))
        for algorithm in key.supportedSignatureAlgorithms {
            let signature = try await key.sign(Self.message, using: algorithm)
            #expect(try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
            #expect(try !Signature.isValid(signature, over: Self.message + [0], algorithm: algorithm, key: key.publicKey))
            #expect(try OpenSSLVerifier().isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
            #expect(try !OpenSSLVerifier().isValid(signature, over: Self.message + [0], algorithm: algorithm, key: key.publicKey))
        }
    }

    @Test("a software key moved over signs the same PKCS #1 octets", arguments: [2048, 3072])
    func sameSignature(bits: Int) async throws {
        let software = try PrivateKey(generating: .rsa(bits: bits))
        let moved = try OpenSSLRSAKey(pkcs8: try software.pkcs8())
        #expect(moved.publicKey == software.publicKey)
        for algorithm in [AlgorithmIdentifier.rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512] {
            #expect(try await moved.sign(Self.message, using: algorithm) == software.sign(Self.message, using: algorithm))
        }
        let back = try PrivateKey(pkcs8: try moved.pkcs8())
        #expect(back.publicKey == software.publicKey)
    }

    @Test("wrapped as a PrivateKey it is the default RSA algorithm that signs")
    func wrapped() async throws {
        let key = PrivateKey(custom: try OpenSSLRSAKey.generate(bits: 2048))
        #expect(key.defaultSignatureAlgorithm == .rsaWithSHA256)
        #expect(try key.signNow(Self.message) == nil)
        let signature = try await key.sign(Self.message)
        #expect(try Signature.isValid(signature, over: Self.message, algorithm: .rsaWithSHA256, key: key.publicKey))
    }

    @Test("a hash value computed elsewhere is signed like the message itself")
    func signsDigests() async throws {
        let key = PrivateKey(custom: try OpenSSLRSAKey.generate(bits: 2048))
        for algorithm in key.supportedSignatureAlgorithms {
            var digest = IncrementalDigest(try #require(algorithm.signatureDigest))
            digest.update(Self.message)
            let signature = try await key.sign(digest, using: algorithm)
            #expect(try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
            digest.update([0])
            #expect(try !Signature.isValid(signature, over: digest, algorithm: algorithm, key: key.publicKey))
        }
        await #expect(throws: KeyError.self) { try await key.sign(IncrementalDigest(.sha384), using: .rsaWithSHA256) }
    }

    @Test("many tasks sign with one key at the same time")
    func concurrentUse() async throws {
        let key = try OpenSSLRSAKey.generate(bits: 2048)
        let expected = try await key.sign(Self.message, using: .rsaWithSHA256)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<64 { group.addTask { try await key.sign(Self.message, using: .rsaWithSHA256) } }
            for try await signature in group { #expect(signature == expected) }
        }
    }

    @Test("bytes that are not an RSA key, and sizes out of bounds, are refused")
    func refused() throws {
        for bytes: [UInt8] in [[], [0x30, 0x00], [0x30, 0x82]] {
            #expect { try OpenSSLRSAKey(pkcs8: bytes) } throws: { ($0 as? KeyError)?.kind == .unreadable }
        }
        let p256 = try PrivateKey(generating: .p256).pkcs8()
        #expect { try OpenSSLRSAKey(pkcs8: p256) } throws: { ($0 as? KeyError)?.kind == .unreadable }
        let files = try OpenSSLFiles()
        let short = try files.newPKCS8(["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"])
        #expect { try OpenSSLRSAKey(pkcs8: short) } throws: { ($0 as? KeyError)?.kind == .refused }
        let rsa = try PrivateKey(generating: .rsa(bits: 2048)).pkcs8()
        #expect { try OpenSSLRSAKey(pkcs8: rsa + [0]) } throws: { ($0 as? KeyError)?.kind == .unreadable }
        for length in stride(from: 0, to: rsa.count, by: 11) {
            #expect(throws: KeyError.self) { try OpenSSLRSAKey(pkcs8: Array(rsa.prefix(length))) }
        }
        for bits in [0, -1, 1024, 2050, 16392, Int.max] {
            #expect { try OpenSSLRSAKey.generate(bits: bits) } throws: { ($0 as? KeyError)?.kind == .refused }
        }
    }

    @Test("it does not sign with SHA-1 nor with another kind's algorithm")
    func algorithmMismatch() async throws {
        let key = try OpenSSLRSAKey.generate(bits: 2048)
        for algorithm in [AlgorithmIdentifier.rsaWithSHA1, .ecdsaWithSHA256, AlgorithmIdentifier("1.2.3")] {
            await #expect { try await key.sign(Self.message, using: algorithm) } throws: {
                ($0 as? KeyError)?.kind == .algorithmMismatch
            }
        }
    }
}
