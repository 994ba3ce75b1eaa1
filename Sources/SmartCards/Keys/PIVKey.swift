import PKICrypto
package import PKIFormats

/// A key on a card, which signs, decrypts and agrees on secrets there. Wrap it: `PrivateKey(custom:)`.
package struct PIVKey: DigestSigningKey {
    package let card: PIVCard
    package let slot: PIVSlot
    package let publicKey: SubjectPublicKeyInfo
    private let algorithm: PIVAlgorithm
    private let pin: CardPIN

    /// - Parameter publicKey: the slot's public key.
    /// - Throws: ``CardError`` of kind `unsupported` for a kind of key that cards do not have.
    package init(_ card: PIVCard, _ slot: PIVSlot, publicKey: SubjectPublicKeyInfo, pin: CardPIN) throws(CardError) {
        guard let algorithm = PIVAlgorithm(publicKey) else {
            throw CardError(
                .unsupported,
                "Cards hold keys of RSA 2048 to 4096, P-256 and P-384; \(publicKey.kind.algorithmName) is none of them."
            )
        }
        (self.card, self.slot, self.publicKey, self.algorithm, self.pin) = (card, slot, publicKey, algorithm, pin)
    }

    package var supportedSignatureAlgorithms: [AlgorithmIdentifier] {
        switch algorithm {
        case .p256: [.ecdsaWithSHA256]
        case .p384: [.ecdsaWithSHA384]
        case .rsa2048, .rsa3072, .rsa4096:
            [.rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512, .rsaPSSWithSHA256, .rsaPSSWithSHA384, .rsaPSSWithSHA512]
        }
    }

    package func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        try await sign(digest: Digest.of(message, try digest(of: algorithm)), using: algorithm)
    }

    package func sign(digest: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        let function = try self.digest(of: algorithm)
        guard digest.count == function.byteCount else {
            throw KeyError(.algorithmMismatch, "a hash value of \(digest.count) octets is not one of \(function.displayName)")
        }
        guard case .rsa(let bits) = publicKey.kind else {
            return try await use { card, pin in try await card.apply(slot, self.algorithm, to: digest, pin: pin) }
        }
        let block =
            algorithm.oid == OID.Algorithms.rsassaPSS
            ? try RSAPadding.pss(digest, function, bits: bits) : try RSAPadding.pkcs1(digest, function, byteCount: bits / 8)
        return try await use { card, pin in try await card.apply(slot, self.algorithm, to: block, pin: pin) }
    }

    package func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        guard case .rsa(let bits) = publicKey.kind else {
            throw KeyError(.unsupported, "a \(publicKey.kind.algorithmName) key does not decrypt; only RSA does")
        }
        let scheme = try RSAEncryption(algorithm)
        guard encrypted.count == bits / 8 else { throw RSAPadding.undecipherable }
        var block: [UInt8]
        do {
            block = try await use { card, pin in try await card.apply(slot, self.algorithm, to: encrypted, pin: pin) }
        } catch let error as CardError {
            // The number is larger than the modulus, for example. What the card thinks of it stays here.
            guard error.kind == .failed else { throw error }
            throw RSAPadding.undecipherable
        }
        defer { block.wipe() }
        switch scheme {
        case .pkcs1: return try RSAPadding.removingPKCS1(block)
        case .oaepSHA1: return try RSAPadding.removingOAEP(block, .sha1)
        case .oaepSHA256: return try RSAPadding.removingOAEP(block, .sha256)
        }
    }

    package func agree(with publicKey: SubjectPublicKeyInfo) async throws -> [UInt8] {
        guard let curve = algorithm.curve else {
            throw KeyError(.unsupported, "a \(self.publicKey.kind.algorithmName) key does not agree on secrets; P-256 and P-384 do")
        }
        guard publicKey.keyBytes.count == 1 + 2 * curve.coordinateByteCount, publicKey.keyBytes.first == 0x04 else {
            throw KeyError(.unreadable, "the other public key is not an uncompressed point of \(curve.displayName)")
        }
        return try await use { card, pin in try await card.agree(slot, algorithm, with: publicKey.keyBytes, pin: pin) }
    }

    private func use(_ use: (PIVCard, [UInt8]?) async throws -> [UInt8]) async throws -> [UInt8] {
        if slot.worksWithoutPIN { return try await use(card, nil) }
        return try await pin.with { try await use(card, $0) }
    }

    private func digest(of algorithm: AlgorithmIdentifier) throws(KeyError) -> DigestAlgorithm {
        guard supportedSignatureAlgorithms.contains(algorithm) else {
            let names = supportedSignatureAlgorithms.map(\.name).joined(separator: ", ")
            throw KeyError(.algorithmMismatch, "the key on the card does not sign with \(algorithm.name); it signs with \(names)")
        }
        switch algorithm {
        case .ecdsaWithSHA256, .rsaWithSHA256, .rsaPSSWithSHA256: return .sha256
        case .ecdsaWithSHA384, .rsaWithSHA384, .rsaPSSWithSHA384: return .sha384
        default: return .sha512
        }
    }
}
