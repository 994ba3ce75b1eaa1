import PKICrypto
package import PKIFormats

extension PIVCard {
    /// Makes a key in a slot; the key that was there is gone. The management key must have been presented.
    package func generateKey(_ algorithm: PIVAlgorithm, in slot: PIVSlot) throws(CardError) -> SubjectPublicKeyInfo {
        let request = TagLengthValue.write(0xAC, TagLengthValue.write(0x80, [algorithm.rawValue]))
        let answer = try perform(
            CommandAPDU(0x47, 0x00, slot.reference, request, expected: 65_536),
            to: "make a key (\(algorithm.name)) in slot \(slot)"
        )
        return try Self.publicKey(try TagLengthValue.value(0x7F49, in: answer, of: "new public key"), algorithm)
    }

    /// The public key of a slot: as the card says it, or as its certificate does; nil when neither is there.
    package func publicKey(_ slot: PIVSlot) throws(CardError) -> SubjectPublicKeyInfo? {
        if let row = try metadata(slot.reference), let code = row.algorithm, let algorithm = PIVAlgorithm(rawValue: code),
            let key = row.publicKey
        {
            return try Self.publicKey(key, algorithm)
        }
        return try certificate(slot)?.subjectPublicKeyInfo
    }

    static func publicKey(_ content: [UInt8], _ algorithm: PIVAlgorithm) throws(CardError) -> SubjectPublicKeyInfo {
        let elements = try TagLengthValue.read(content, of: "public key")
        func value(_ tag: UInt32) -> [UInt8] { elements.first { $0.tag == tag }?.value ?? [] }
        if let curve = algorithm.curve {
            let point = value(0x86)
            guard point.count == 1 + 2 * algorithm.byteCount, point.first == 0x04 else { throw unreadable(algorithm) }
            return SubjectPublicKeyInfo(algorithm: .ecPublicKey(curve), keyBytes: point)
        }
        let (modulus, exponent) = (value(0x81), value(0x82))
        guard modulus.count == algorithm.byteCount, !exponent.isEmpty else { throw unreadable(algorithm) }
        let key = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeInteger(unsigned: modulus)
                writer.writeInteger(unsigned: exponent)
            }
        }
        return SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: key)
    }

    private static func unreadable(_ algorithm: PIVAlgorithm) -> CardError {
        CardError(.malformed, "The card's public key cannot be read as \(algorithm.name). Make another key.")
    }

    /// Uses a private key on one block: a padded message for RSA, a hash value for ECDSA.
    /// - Parameter pin: is presented right before, so that nothing comes between; nil for a key that needs none, or whose PIN was presented.
    /// - Returns: the RSA block, or an `ECDSA-Sig-Value`.
    package func apply(_ slot: PIVSlot, _ algorithm: PIVAlgorithm, to block: [UInt8], pin: [UInt8]? = nil) throws(CardError) -> [UInt8] {
        if let pin { try verify(pin: pin) }
        return try result(
            of: authenticate(algorithm.rawValue, slot.reference, [(0x82, []), (0x81, block)], to: "use the key in slot \(slot)")
        )
    }

    /// The x-coordinate of the point that the slot's key and another public key share.
    /// - Parameter point: uncompressed, on the same curve.
    package func agree(_ slot: PIVSlot, _ algorithm: PIVAlgorithm, with point: [UInt8], pin: [UInt8]? = nil) throws(CardError) -> [UInt8] {
        if let pin { try verify(pin: pin) }
        return try result(
            of: authenticate(algorithm.rawValue, slot.reference, [(0x82, []), (0x85, point)], to: "agree on a secret with slot \(slot)")
        )
    }

    private func result(of answer: [TagLengthValue]) throws(CardError) -> [UInt8] {
        guard let value = answer.first(where: { $0.tag == 0x82 })?.value, !value.isEmpty else {
            throw CardError(.malformed, "The card's answer holds no result. Insert the card again.")
        }
        return value
    }
}
