/// The last two octets of every response (ISO 7816-4 §5.6, NIST SP 800-73-4 part 2 §3).
struct StatusWord: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt16

    static let success = Self(rawValue: 0x9000)
    static let memoryFailure = Self(rawValue: 0x6581)
    static let wrongLength = Self(rawValue: 0x6700)
    static let logicalChannelNotSupported = Self(rawValue: 0x6881)
    static let secureMessagingNotSupported = Self(rawValue: 0x6882)
    static let securityStatusNotSatisfied = Self(rawValue: 0x6982)
    static let authenticationMethodBlocked = Self(rawValue: 0x6983)
    static let conditionsNotSatisfied = Self(rawValue: 0x6985)
    static let wrongData = Self(rawValue: 0x6A80)
    static let functionNotSupported = Self(rawValue: 0x6A81)
    static let notFound = Self(rawValue: 0x6A82)
    static let notEnoughMemory = Self(rawValue: 0x6A84)
    static let wrongParameters = Self(rawValue: 0x6A86)
    static let referenceNotFound = Self(rawValue: 0x6A88)
    static let instructionNotSupported = Self(rawValue: 0x6D00)
    static let classNotSupported = Self(rawValue: 0x6E00)

    /// So many octets more are there for GET RESPONSE; 256 and more are said as 0.
    static func more(_ count: Int) -> Self { Self(rawValue: 0x6100 | UInt16(count > 255 ? 0 : count)) }

    /// So many tries are left; the digit ends at 15.
    static func triesLeft(_ count: Int) -> Self { Self(rawValue: 0x63C0 | UInt16(min(max(count, 0), 15))) }

    var bytes: [UInt8] { [UInt8(rawValue >> 8), UInt8(rawValue & 0xFF)] }
}

/// A command that the card does not carry out. The status word is the whole answer.
struct CardRefusal: Error, Hashable {
    let status: StatusWord

    init(_ status: StatusWord) { self.status = status }
}
