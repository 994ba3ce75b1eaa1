/// A row of what YubiKeys and cards like them say about a PIN, a PUK or a key. Source: Yubico, "PIV commands", GET METADATA.
package struct CardMetadata: Sendable {
    /// The number of the key's algorithm.
    package var algorithm: UInt8?
    /// The content of the public key template.
    package var publicKey: [UInt8]?
    /// Whether it is as the maker set it.
    package var isFactoryValue: Bool?
    package var attempts: Int?
    package var attemptsLeft: Int?
}

extension PIVCard {
    /// - Returns: nil when the card does not know the command, or has nothing under this reference.
    package func metadata(_ reference: UInt8) throws(CardError) -> CardMetadata? {
        if knowsMetadata == false { return nil }
        let answer = try transmit(CommandAPDU(0xF7, 0x00, reference, expected: 65_536))
        guard answer.status == .success else {
            if answer.status == .unknownInstruction || answer.status.value == 0x6E00 { knowsMetadata = false }
            return nil
        }
        knowsMetadata = true
        var row = CardMetadata()
        for element in try TagLengthValue.read(answer.data, of: "metadata") {
            switch element.tag {
            case 0x01: row.algorithm = element.value.first
            case 0x04: row.publicKey = element.value
            case 0x05: row.isFactoryValue = element.value.first.map { $0 != 0 }
            case 0x06:
                row.attempts = element.value.first.map { Int($0) }
                row.attemptsLeft = element.value.dropFirst().first.map { Int($0) }
            default: break
            }
        }
        return row
    }

    /// The version of a YubiKey's software, such as 5.4.3; nil for other cards.
    package func firmwareVersion() throws(CardError) -> String? {
        let answer = try transmit(CommandAPDU(0xFD, 0x00, 0x00, expected: 256))
        guard answer.status == .success, answer.data.count == 3 else { return nil }
        return answer.data.map { String($0) }.joined(separator: ".")
    }

    /// A YubiKey's serial number; nil for other cards.
    package func serialNumber() throws(CardError) -> UInt32? {
        let answer = try transmit(CommandAPDU(0xF8, 0x00, 0x00, expected: 256))
        guard answer.status == .success, answer.data.count == 4 else { return nil }
        return answer.data.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The card's statement that it made the slot's key itself; nil when it makes none, or the key came from elsewhere.
    package func attestation(of slot: PIVSlot) throws(CardError) -> CardAttestation? {
        let answer = try transmit(CommandAPDU(0xF9, slot.reference, 0x00, expected: 65_536))
        guard answer.status == .success else { return nil }
        return try CardAttestation(answer.data, signedBy: try certificate(.attestation))
    }
}
