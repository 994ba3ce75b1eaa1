import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Verification by OpenSSL")
struct OpenSSLVerificationTests {
    static let message = Array("message".utf8)

    @Test("it agrees with our own verification on good and bad signatures, and judges SHA-1 and 512-bit keys")
    func agrees() throws {
        for (bits, digest, algorithm) in [
            ("2048", "-sha256", AlgorithmIdentifier.rsaWithSHA256), ("1024", "-sha1", .rsaWithSHA1), ("512", "-sha256", .rsaWithSHA256),
        ] {
            let files = try OpenSSLFiles()
            try files.output("genrsa", "-out", "key.pem", bits)
            let key = try SubjectPublicKeyInfo(derEncoded: try files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))
            let signature = try files.output("dgst", digest, "-sign", "key.pem", input: Self.message)
            #expect(try OpenSSLVerifier().isValid(signature, over: Self.message, algorithm: algorithm, key: key))
            #expect(try !OpenSSLVerifier().isValid(signature, over: [], algorithm: algorithm, key: key))
            #expect(try !OpenSSLVerifier().isValid([], over: Self.message, algorithm: algorithm, key: key))
        }
    }

    @Test("unknown algorithms and unreadable keys are errors, an algorithm of another kind is not valid")
    func unsupported() throws {
        let p256 = try PrivateKey(generating: .p256).publicKey
        #expect(throws: UnsupportedAlgorithmError.self) {
            try OpenSSLVerifier().isValid([1], over: Self.message, algorithm: AlgorithmIdentifier("1.2.3.4"), key: p256)
        }
        #expect(throws: UnsupportedAlgorithmError.self) {
            try OpenSSLVerifier().isValid(
                [1],
                over: Self.message,
                algorithm: .rsaWithSHA256,
                key: .init(algorithm: .rsaEncryption, keyBytes: [1, 2, 3])
            )
        }
        #expect(try !OpenSSLVerifier().isValid([1], over: Self.message, algorithm: .rsaWithSHA256, key: p256))
    }

    @Test("a key with the exponent 1, under which everybody can sign, is an error in both libraries")
    func exponentOne() throws {
        let key = try #require(try PrivateKey(generating: .rsa(bits: 2048)).publicKey.rsaComponents)
        let bytes = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeInteger(unsigned: key.modulus)
                writer.writeInteger(1)
            }
        }
        let weak = SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: bytes)
        // The padded digest itself is the signature.
        let prefix = try Hex.decode("3031300d060960864801650304020105000420")
        let filling = [UInt8](repeating: 0xFF, count: 256 - 3 - prefix.count - 32)
        let forged = [0x00, 0x01] + filling + [0x00] + prefix + Digest.sha256(Self.message)
        #expect(throws: UnsupportedAlgorithmError.self) {
            try OpenSSLVerifier().isValid(forged, over: Self.message, algorithm: .rsaWithSHA256, key: weak)
        }
        #expect(throws: UnsupportedAlgorithmError.self) {
            try Signature.isValid(forged, over: Self.message, algorithm: .rsaWithSHA256, key: weak)
        }
    }
}
