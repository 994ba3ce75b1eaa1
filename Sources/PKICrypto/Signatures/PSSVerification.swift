import PKIFormats

/// RSA-PSS with any length of salt and any hash for the mask (RFC 8017 §8.1.2 and §9.1.2). The library underneath verifies only the usual
/// choice, but OpenSSL 3.0 signs CMS with the longest salt that fits unless told otherwise.
struct PSSVerification {
    let digest: DigestAlgorithm
    let maskDigest: DigestAlgorithm
    let saltByteCount: Int

    /// The usual choice: the mask uses the same hash, and the salt is as long as the hash value.
    init(usual digest: DigestAlgorithm) {
        self.digest = digest
        maskDigest = digest
        saltByteCount = digest.byteCount
    }

    /// `nil` for other algorithms, parameters that cannot be read and unknown hashes.
    init?(_ algorithm: AlgorithmIdentifier) {
        guard algorithm.oid == OID.Algorithms.rsassaPSS, let bytes = algorithm.parameters,
            let parameters = try? RSASSAPSSParameters(derEncoded: bytes), let digest = parameters.digest, digest != .md5,
            let maskDigest = parameters.maskDigest, maskDigest != .md5
        else { return nil }
        self.digest = digest
        self.maskDigest = maskDigest
        saltByteCount = parameters.saltByteCount
    }

    /// Whether a key may be used with this choice. A key for PSS alone can state in its parameters the hash, the mask and the shortest salt
    /// (RFC 4055 §3.3).
    func isAllowed(by key: SubjectPublicKeyInfo) -> Bool {
        guard key.algorithm.oid == OID.Algorithms.rsassaPSS, let bytes = key.algorithm.parameters else { return true }
        guard let own = try? RSASSAPSSParameters(derEncoded: bytes) else { return false }
        return own.digest == digest && own.maskDigest == maskDigest && saltByteCount >= own.saltByteCount
    }

    /// - Parameter hash: the hash of the message.
    /// - Returns: `nil` when the key does not have 1024 through 16384 bits, or has an unusable public exponent.
    func isValid(_ signature: [UInt8], hash messageHash: [UInt8], key: SubjectPublicKeyInfo) -> Bool? {
        guard let (modulus, exponent) = key.rsaComponents, let first = modulus.first, (128...2048).contains(modulus.count) else {
            return nil
        }
        guard signature.count == modulus.count else { return false }
        guard let block = RSAPublicOperation.apply(to: signature, exponent: exponent, modulus: modulus) else {
            return signature.lexicographicallyPrecedes(modulus) ? nil : false
        }
        let bits = modulus.count * 8 - first.leadingZeroBitCount - 1
        let length = (bits + 7) / 8
        guard block.dropLast(length).allSatisfy({ $0 == 0 }) else { return false }
        return isConsistent(Array(block.suffix(length)), unusedBits: length * 8 - bits, messageHash: messageHash)
    }

    private func isConsistent(_ block: [UInt8], unusedBits: Int, messageHash: [UInt8]) -> Bool {
        let hashLength = digest.byteCount
        guard saltByteCount <= block.count, block.count >= hashLength + saltByteCount + 2, block.last == 0xBC else { return false }
        let masked = block.prefix(block.count - hashLength - 1)
        let hash = Array(block.dropLast().suffix(hashLength))
        let unused = UInt8(truncatingIfNeeded: 0xFF00 >> unusedBits)
        guard masked[0] & unused == 0 else { return false }
        var data = zip(masked, mask(from: hash, count: masked.count)).map { $0 ^ $1 }
        data[0] &= ~unused
        let padding = data.count - saltByteCount - 1
        guard data.prefix(padding).allSatisfy({ $0 == 0 }), data[padding] == 1 else { return false }
        let salt = data.suffix(saltByteCount)
        return Digest.of([UInt8](repeating: 0, count: 8) + messageHash + salt, digest) == hash
    }

    /// MGF1 (RFC 8017 appendix B.2.1).
    private func mask(from seed: [UInt8], count: Int) -> [UInt8] {
        var mask: [UInt8] = []
        var counter: UInt32 = 0
        while mask.count < count {
            mask += Digest.of(seed + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> $0) }, maskDigest)
            counter += 1
        }
        return mask
    }
}
