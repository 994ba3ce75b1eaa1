/// A card's answer: data and a status word. Source: ISO/IEC 7816-4 §5.1.
package struct ResponseAPDU: Sendable {
    package var data: [UInt8]
    package let status: StatusWord

    package init(_ bytes: [UInt8]) throws(CardError) {
        guard bytes.count >= 2 else {
            throw CardError(
                .malformed,
                "The card sent \(bytes.count) octets; an answer has at least the two of its status. Insert the card again."
            )
        }
        data = Array(bytes.dropLast(2))
        status = StatusWord(UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1]))
    }
}

/// The status word of an answer. Source: ISO/IEC 7816-4 §5.1.3, NIST SP 800-73-4 part 2 §2.4.
package struct StatusWord: Hashable, Sendable, CustomStringConvertible {
    package let value: UInt16

    package init(_ value: UInt16) { self.value = value }

    package static let success = StatusWord(0x9000)
    package static let securityStatus = StatusWord(0x6982)
    package static let blocked = StatusWord(0x6983)
    package static let conditionsOfUse = StatusWord(0x6985)
    package static let notFound = StatusWord(0x6A82)
    package static let unknownInstruction = StatusWord(0x6D00)

    /// The attempts that are left, for 63CX; 0 for "blocked"; nil for other words.
    package var attemptsLeft: Int? {
        if self == .blocked { return 0 }
        return value & 0xFFF0 == 0x63C0 ? Int(value & 0xF) : nil
    }

    /// Octets that wait for GET RESPONSE (0 for 256), for 61XX.
    package var waiting: UInt8? { value >> 8 == 0x61 ? UInt8(truncatingIfNeeded: value) : nil }

    /// The right length of the answer, for 6CXX.
    package var rightLength: UInt8? { value >> 8 == 0x6C ? UInt8(truncatingIfNeeded: value) : nil }

    /// Whether the card does not know the command or what it names.
    package var isUnsupported: Bool { [0x6D00, 0x6E00, 0x6A81, 0x6A86, 0x6A88].contains(value) }

    /// The reason and the remedy, for the end of a sentence about what the card refused.
    package var explanation: String {
        switch value {
        case 0x9000: "it succeeded"
        case 0x6581: "its memory failed. Use another card"
        case 0x6700: "the length of the command is wrong for it. The card may not be a PIV card"
        case 0x6881: "it has no such logical channel"
        case 0x6882: "it knows no secure messaging"
        case 0x6982: "the PIN or the management key was not presented, or it was wrong. Present it first"
        case 0x6983: "the attempts are used up. Unblock it: certreq card unblock"
        case 0x6985: "the conditions for it are not met, for example a touch is missing. Touch the card when it blinks and repeat"
        case 0x6987, 0x6988: "it expects secure messaging"
        case 0x6A80: "the data is not of the form it takes"
        case 0x6A81: "it does not support the function"
        case 0x6A82: "it has no such object"
        case 0x6A84: "it has no room. Use a smaller certificate or delete others"
        case 0x6A86: "it does not know these parameters, or not this algorithm"
        case 0x6A88: "it has nothing under this reference"
        case 0x6D00: "it does not know the command. Another model may"
        case 0x6E00: "it does not know this class of commands"
        case _ where value & 0xFFF0 == 0x63C0: "the value was wrong; \(value & 0xF) attempts are left"
        case 0x6300: "the check failed"
        default: "it gave no known reason"
        }
    }

    /// Four hexadecimal digits.
    package var description: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
