import PKICrypto
package import PKIFormats

/// A private key on a token. It signs and decrypts there.
package struct PKCS11Key: DigestSigningKey {
    private let token: PKCS11Token
    /// The label and identifier on the token.
    package let place: PKCS11URI
    package let publicKey: SubjectPublicKeyInfo
    package let supportedSignatureAlgorithms: [AlgorithmIdentifier]

    init(_ publicKey: SubjectPublicKeyInfo, at place: PKCS11URI, on token: PKCS11Token) throws {
        self.token = token
        self.place = place.withoutQuery
        self.publicKey = publicKey
        supportedSignatureAlgorithms =
            switch publicKey.kind {
            case .rsa:
                [.rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512, .rsaPSSWithSHA256, .rsaPSSWithSHA384, .rsaPSSWithSHA512]
            case .ec(.p256): [.ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512]
            case .ec(.p384): [.ecdsaWithSHA384, .ecdsaWithSHA256, .ecdsaWithSHA512]
            case .ec(.p521): [.ecdsaWithSHA512, .ecdsaWithSHA256, .ecdsaWithSHA384]
            case .ed25519: [.ed25519]
            default:
                throw PKCS11Error(.refused, "a \(publicKey.kind.algorithmName) key on a token is not used here; use RSA, ECDSA or Ed25519")
            }
    }

    package func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        if algorithm == .ed25519, publicKey.kind == .ed25519 {
            return try await run("signing") { library, key, session in
                try library.sign(message, .plain(CKM.eddsa), key: key, session)
            }
        }
        guard let digest = algorithm.signatureDigest else { throw mismatch(algorithm) }
        return try await sign(digest: Digest.of(message, digest), using: algorithm)
    }

    package func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        guard supportedSignatureAlgorithms.contains(algorithm), algorithm != .ed25519, let function = algorithm.signatureDigest,
            digest.count == function.byteCount
        else { throw mismatch(algorithm) }
        switch publicKey.kind {
        case .rsa where algorithm.oid == OID.Algorithms.rsassaPSS:
            return try await run("signing") { library, key, session in try library.sign(digest, .pss(function), key: key, session) }
        case .rsa:
            // The token pads; the structure around the hash value (RFC 8017 §9.2) comes from here, so that one mechanism serves all hashes.
            let info = DERWriter.encode { writer in
                writer.writeSequence { writer in
                    writer.writeRaw(AlgorithmIdentifier(function.oid, parameters: [0x05, 0x00]).derEncoded)
                    writer.writeOctetString(digest)
                }
            }
            return try await run("signing") { library, key, session in
                try library.sign(info, .plain(CKM.rsaPKCS), key: key, session)
            }
        case .ec(let curve):
            // A hash value that is longer than the curve's order counts with its first octets (FIPS 186-5 §6.4.1); not every module cuts it.
            let cut = Array(digest.prefix(curve.byteCount))
            let pair = try await run("signing") { library, key, session in
                try library.sign(cut, .plain(CKM.ecdsa), key: key, session)
            }
            guard pair.count == 2 * curve.byteCount else {
                throw PKCS11Error(.refused, "the token gave a signature of \(pair.count) octets instead of \(2 * curve.byteCount)")
            }
            return DERWriter.encode { writer in
                writer.writeSequence { writer in
                    writer.writeInteger(unsigned: Array(pair.prefix(curve.byteCount)))
                    writer.writeInteger(unsigned: Array(pair.suffix(curve.byteCount)))
                }
            }
        default: throw mismatch(algorithm)
        }
    }

    package func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        guard publicKey.kind.isRSA else {
            throw KeyError(.unsupported, "this \(publicKey.kind.algorithmName) key does not decrypt")
        }
        let mechanism: Mechanism =
            switch try RSAEncryption(algorithm) {
            case .pkcs1: .plain(CKM.rsaPKCS)
            case .oaepSHA1: .oaep(.sha1)
            case .oaepSHA256: .oaep(.sha256)
            }
        do {
            return try await run("decrypting") { library, key, session in
                try library.decrypt(encrypted, mechanism, key: key, session)
            }
        } catch let error as PKCS11Error where error.kind == .refused {
            guard ![.mechanismInvalid, .mechanismParameterInvalid, .argumentsBad, .keyFunctionNotPermitted].contains(error.returnValue)
            else {
                throw KeyError(.unsupported, "the token does not decrypt so: \(error.reason)")
            }
            throw KeyError(.undecipherable, "the octets cannot be decrypted with this key, or they were changed")
        }
    }

    private func mismatch(_ algorithm: AlgorithmIdentifier) -> KeyError {
        KeyError(.algorithmMismatch, "this \(publicKey.kind.algorithmName) key on a token does not sign with \(algorithm.name)")
    }

    /// Runs an operation with the handle of the key. A new session looks whether the key is still the same.
    private func run(
        _ what: String,
        _ body: @escaping @Sendable (ModuleLibrary, UInt, UInt) throws -> [UInt8]
    ) async throws -> [UInt8] {
        let (place, publicKey) = (place, publicKey)
        return try await token.run(what) { connection, _ in
            let handle = try connection.handle("\(place)") {
                guard let object = try connection.privateKey(at: place) else {
                    throw PKCS11Error(.keyMissing, "the token is there, and has no key \(place)")
                }
                guard try connection.publicHalf(of: object) == publicKey else {
                    throw PKCS11Error(.keyMissing, "the key \(place) on the token is another one than the certificate's")
                }
                return object
            }
            return try body(connection.library, handle, connection.session)
        }
    }
}
