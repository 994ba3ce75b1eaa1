import PKICrypto

extension PIVCard {
    private static let managementReference: UInt8 = 0x9B

    /// The algorithm of the management key. A card that does not say it is asked for a challenge in each.
    package func managementAlgorithm() throws(CardError) -> ManagementAlgorithm {
        if let row = try metadata(Self.managementReference), let code = row.algorithm, let algorithm = ManagementAlgorithm(rawValue: code) {
            return algorithm
        }
        for algorithm in ManagementAlgorithm.allCases {
            do {
                _ = try managementChallenge(algorithm)
                return algorithm
            } catch { guard error.kind == .unsupported || error.kind == .failed else { throw error } }
        }
        throw CardError(.unsupported, "The card offers no challenge for its management key in 3DES or AES. Use another card.")
    }

    /// A challenge for whoever has the management key: one block, to be returned encrypted by ``answerChallenge(_:_:)``.
    package func managementChallenge(_ algorithm: ManagementAlgorithm) throws(CardError) -> [UInt8] {
        let answer = try authenticate(algorithm.rawValue, Self.managementReference, [(0x81, [])], to: "give a challenge")
        guard let challenge = answer.first(where: { $0.tag == 0x81 })?.value, challenge.count == algorithm.blockByteCount else {
            throw CardError(.malformed, "The card's challenge has not the length of a block of \(algorithm.name). The card may be damaged.")
        }
        return challenge
    }

    /// Presents the management key by the encrypted challenge.
    /// - Throws: ``CardError`` of kind `wrongManagementKey`.
    package func answerChallenge(_ response: [UInt8], _ algorithm: ManagementAlgorithm) throws(CardError) {
        do {
            _ = try authenticate(algorithm.rawValue, Self.managementReference, [(0x82, response)], to: "accept the answer to its challenge")
        } catch  where error.kind == .notAuthenticated || error.kind == .failed { throw Self.wrongKey }
    }

    /// Presents the management key, and lets the card prove that it has it too (mutual authentication).
    /// - Throws: ``CardError`` of kind `wrongManagementKey`.
    package func authenticate(_ key: ManagementKey) throws(CardError) {
        let code = key.algorithm.rawValue
        let first = try authenticate(code, Self.managementReference, [(0x80, [])], to: "give a witness")
        guard let witness = first.first(where: { $0.tag == 0x80 })?.value, witness.count == key.algorithm.blockByteCount else {
            throw CardError(
                .malformed,
                "The card's witness has not the length of a block of \(key.algorithm.name). The card may be damaged."
            )
        }
        let challenge = SecureRandom.bytes(key.algorithm.blockByteCount)
        let answer: [TagLengthValue]
        do {
            answer = try authenticate(
                code,
                Self.managementReference,
                [(0x80, try key.decrypted(witness)), (0x81, challenge)],
                to: "accept the management key"
            )
        } catch  where error.kind == .notAuthenticated || error.kind == .failed { throw Self.wrongKey }
        guard let proof = answer.first(where: { $0.tag == 0x82 })?.value, proof == (try key.encrypted(challenge)) else {
            throw CardError(
                .wrongManagementKey,
                "The card did not prove that it has the management key. Use another card: this one may be forged."
            )
        }
    }

    /// Whether the card has its maker's management key, as far as it can be known. A card may count a key that was put back as changed, so it
    /// is tried: YubiKeys, which alone say whether it is changed, do not count attempts. Source: Yubico, "PIV commands", GET METADATA.
    package func hasMakersManagementKey() throws(CardError) -> Bool? {
        guard let row = try metadata(Self.managementReference), let isFactory = row.isFactoryValue else { return nil }
        let algorithm = row.algorithm.flatMap(ManagementAlgorithm.init(rawValue:)) ?? .tripleDES
        guard !isFactory, algorithm.keyByteCount == ManagementKey.makers.count else { return isFactory }
        do {
            try authenticate(try ManagementKey(algorithm, ManagementKey.makers))
            return true
        } catch {
            guard error.kind == .wrongManagementKey else { throw error }
            return false
        }
    }

    /// Puts another management key on the card, after the present one was presented. YubiKeys and cards like them take it.
    package func setManagementKey(_ key: ManagementKey) throws(CardError) {
        var data: [UInt8] = []
        data.reserveCapacity(3 + key.bytes.count)
        data += [key.algorithm.rawValue, Self.managementReference, UInt8(key.bytes.count)]
        data += key.bytes
        defer { data.wipe() }
        try perform(CommandAPDU(0xFF, 0xFF, 0xFF, data), to: "take a new management key")
    }

    /// Sets how many wrong PINs and PUKs the card takes. YubiKeys set both back to their factory values; PIN and management key must have been
    /// presented.
    package func setAttempts(pin: UInt8, puk: UInt8) throws(CardError) {
        try perform(CommandAPDU(0xFA, pin, puk), to: "set the numbers of attempts")
    }

    private static let wrongKey = CardError(
        .wrongManagementKey,
        "The card did not accept the management key: it holds another one. A new card has its maker's key; an issued one has that of the server that issued it."
    )

    /// GENERAL AUTHENTICATE. Source: NIST SP 800-73-4 part 2 §3.2.4.
    func authenticate(_ algorithm: UInt8, _ reference: UInt8, _ elements: [(UInt32, [UInt8])], to act: String) throws(CardError)
        -> [TagLengthValue]
    {
        let template = TagLengthValue.write(0x7C, elements.flatMap { TagLengthValue.write($0.0, $0.1) })
        let answer = try perform(CommandAPDU(0x87, algorithm, reference, template, expected: 256), to: act)
        guard !answer.isEmpty else { return [] }
        return try TagLengthValue.read(try TagLengthValue.value(0x7C, in: answer, of: "answer"), of: "answer")
    }
}
