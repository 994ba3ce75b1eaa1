/// A key reference of the card (SP 800-73-4 part 1 table 4b), and the object that has its certificate (part 2 appendix A).
struct KeySlot: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt8

    /// The key of attestation, which YubiKeys have beside those of the standard.
    static let attestation = Self(known: 0xF9)

    /// Fails for a reference that is no asymmetric key of this card.
    init?(rawValue: UInt8) {
        guard [0x9A, 0x9C, 0x9D, 0x9E, 0xF9].contains(rawValue) || (0x82...0x95).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    private init(known: UInt8) { rawValue = known }

    var certificateTag: UInt32 {
        switch rawValue {
        case 0x9A: 0x5FC105
        case 0x9C: 0x5FC10A
        case 0x9D: 0x5FC10B
        case 0x9E: 0x5FC101
        case 0xF9: 0x5FFF01
        default: 0x5FC10D + UInt32(rawValue - 0x82)
        }
    }

    /// SP 800-73-4 part 1 table 4b: the signature key asks for the PIN at every use, the card authentication key never.
    var standardPINPolicy: PINPolicy {
        switch rawValue {
        case 0x9C: .always
        case 0x9E, 0xF9: .never
        default: .once
        }
    }
}

/// When a key asks for the PIN, by the numbers that YubiKeys give it.
enum PINPolicy: UInt8, Codable, Sendable {
    case never = 1
    case once = 2
    case always = 3
}

/// SP 800-78-4 table 6-2: the asymmetric algorithms that this card has.
enum KeyAlgorithm: UInt8, Codable, Sendable {
    case rsa2048 = 0x07
    case p256 = 0x11
    case p384 = 0x14
}
