import PKICrypto
import PKIFormats
import Testing

@Suite("Signature")
struct SignatureTests {
    static let keys: [KeySpecification] = [.p256, .p384, .p521, .rsa(bits: 2048), .ed25519, .mlDSA65, .mlDSA87]

    /// The algorithms that OpenSSL 3.0 knows too.
    static let keysOfOpenSSL = keys.filter { $0 != .mlDSA65 && $0 != .mlDSA87 }
    static let message = Array("what is signed".utf8)

    @Test("every algorithm a key offers gives a signature that verifies", arguments: keys)
    func roundTrip(specification: KeySpecification) async throws {
        let key = try PrivateKey(generating: specification)
        #expect(key.publicKey.kind == specification.kind)
        #expect(key.supportedSignatureAlgorithms.contains(key.defaultSignatureAlgorithm))
        for algorithm in key.supportedSignatureAlgorithms {
            let signature = try await key.sign(Self.message, using: algorithm)
            #expect(try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: key.publicKey))
            let immediate = try #require(try key.signNow(Self.message, using: algorithm))
            #expect(try Signature.isValid(immediate, over: Self.message, algorithm: algorithm, key: key.publicKey))
        }
    }

    @Test("another message, a changed signature, another key, another hash are not valid", arguments: keys)
    func wrongSignatures(specification: KeySpecification) throws {
        let key = try PrivateKey(generating: specification)
        let other = try PrivateKey(generating: specification)
        let algorithm = key.defaultSignatureAlgorithm
        let signature = try #require(try key.signNow(Self.message))
        #expect(try !Signature.isValid(signature, over: Self.message + [0], algorithm: algorithm, key: key.publicKey))
        #expect(try !Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: other.publicKey))
        for index in [0, signature.count / 2, signature.count - 1] {
            var changed = signature
            changed[index] ^= 0x01
            #expect(try !Signature.isValid(changed, over: Self.message, algorithm: algorithm, key: key.publicKey))
        }
        #expect(try !Signature.isValid([], over: Self.message, algorithm: algorithm, key: key.publicKey))
        #expect(try !Signature.isValid(signature + [0], over: Self.message, algorithm: algorithm, key: key.publicKey))
        for wrong in key.supportedSignatureAlgorithms where wrong != algorithm {
            #expect(try !Signature.isValid(signature, over: Self.message, algorithm: wrong, key: key.publicKey))
        }
    }

    @Test("an algorithm of another kind of key is not valid")
    func mismatchedFamilies() throws {
        let p256 = try PrivateKey(generating: .p256)
        let signature = try #require(try p256.signNow(Self.message))
        #expect(try !Signature.isValid(signature, over: Self.message, algorithm: .rsaWithSHA256, key: p256.publicKey))
        #expect(try !Signature.isValid(signature, over: Self.message, algorithm: .ed25519, key: p256.publicKey))
        let ed25519 = try PrivateKey(generating: .ed25519)
        #expect(try !Signature.isValid(signature, over: Self.message, algorithm: .ecdsaWithSHA256, key: ed25519.publicKey))
    }

    @Test("unknown algorithms and keys are errors that name them")
    func unsupported() throws {
        let key = try PrivateKey(generating: .p256)
        let unknown = AlgorithmIdentifier("1.2.3.4")
        #expect(throws: UnsupportedAlgorithmError.self) {
            try Signature.isValid([1], over: Self.message, algorithm: unknown, key: key.publicKey)
        }
        do {
            _ = try Signature.isValid([1], over: Self.message, algorithm: unknown, key: key.publicKey)
        } catch {
            #expect(error.algorithm == unknown)
            #expect(error.description.contains("1.2.3.4"))
        }
        let strange = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier("1.3.6.1.4.1.99999.1"), keyBytes: [1, 2, 3])
        #expect(throws: UnsupportedAlgorithmError.self) {
            try Signature.isValid([1], over: Self.message, algorithm: .ecdsaWithSHA256, key: strange)
        }
        let secp256k1 = SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(OID.Algorithms.ecPublicKey, parameters: [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x0A]),
            keyBytes: key.publicKey.keyBytes
        )
        #expect(throws: UnsupportedAlgorithmError.self) {
            try Signature.isValid([1], over: Self.message, algorithm: .ecdsaWithSHA256, key: secp256k1)
        }
        #expect(throws: UnsupportedAlgorithmError.self) {
            try Signature.isValid([1], over: Self.message, algorithm: AlgorithmIdentifier(OID.Algorithms.rsaWithMD5), key: key.publicKey)
        }
    }

    @Test("octets that are not a key are an error: a point off the curve, a short RSA modulus, garbage")
    func damagedKeys() throws {
        let key = try PrivateKey(generating: .p256)
        let signature = try #require(try key.signNow(Self.message))
        var offCurve = key.publicKey.keyBytes
        offCurve[offCurve.count - 1] ^= 0x01
        let damaged: [SubjectPublicKeyInfo] = [
            .init(algorithm: .ecPublicKey(.p256), keyBytes: offCurve),
            .init(algorithm: .ecPublicKey(.p256), keyBytes: []),
            .init(algorithm: .ecPublicKey(.p384), keyBytes: key.publicKey.keyBytes),
            .init(algorithm: .ed25519, keyBytes: [1, 2, 3]),
        ]
        for publicKey in damaged {
            let algorithm: AlgorithmIdentifier = publicKey.algorithm == .ed25519 ? .ed25519 : .ecdsaWithSHA256
            #expect(throws: UnsupportedAlgorithmError.self) {
                try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: publicKey)
            }
        }
        for bytes: [UInt8] in [[], [0x30, 0x03, 0x02, 0x01, 0x05], [0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x03]] {
            #expect(throws: UnsupportedAlgorithmError.self) {
                try Signature.isValid(
                    signature,
                    over: Self.message,
                    algorithm: .rsaWithSHA256,
                    key: .init(algorithm: .rsaEncryption, keyBytes: bytes)
                )
            }
        }
    }

    @Test("a compressed point and an RSA key without NULL parameters verify")
    func otherEncodings() throws {
        let p256 = try PrivateKey(generating: .p256)
        let point = p256.publicKey.keyBytes
        let compressed = [point[64] & 1 == 0 ? 0x02 : 0x03] + Array(point[1...32])
        let signature = try #require(try p256.signNow(Self.message))
        #expect(
            try Signature.isValid(
                signature,
                over: Self.message,
                algorithm: .ecdsaWithSHA256,
                key: .init(algorithm: .ecPublicKey(.p256), keyBytes: compressed)
            )
        )
        let rsa = try PrivateKey(generating: .rsa(bits: 2048))
        let value = try #require(try rsa.signNow(Self.message))
        let withoutNull = SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(OID.Algorithms.rsaEncryption),
            keyBytes: rsa.publicKey.keyBytes
        )
        #expect(try Signature.isValid(value, over: Self.message, algorithm: .rsaWithSHA256, key: withoutNull))
    }

    @Test("RSA-PSS without parameters, with others or with an unknown hash is an unsupported algorithm")
    func strangePSS() throws {
        let rsa = try PrivateKey(generating: .rsa(bits: 2048))
        let parameters = try #require(AlgorithmIdentifier.rsaPSSWithSHA256.parameters)
        let unsalted = Array(parameters.dropLast()) + [0x00]
        #expect(
            try !Signature.isValid(
                [UInt8](repeating: 1, count: 256),
                over: Self.message,
                algorithm: AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: unsalted),
                key: rsa.publicKey
            )
        )
        let unknown = parameters.map { $0 == 0x65 ? 0x66 : $0 }
        for parameters: [UInt8]? in [nil, unknown, [0x05, 0x00]] {
            #expect(throws: UnsupportedAlgorithmError.self) {
                try Signature.isValid(
                    [UInt8](repeating: 1, count: 256),
                    over: Self.message,
                    algorithm: AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: parameters),
                    key: rsa.publicKey
                )
            }
        }
    }
}
