/// A security identifier (SID) in its text form, `S-1-5-21-a-b-c-rid`.
///
/// Source: MS-DTYP §2.4.2.1 "SID String Format Syntax". Outside a Windows domain the three middle numbers are drawn once per installation.
public struct SecurityIdentifier: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The text, always beginning with `S-1-`.
    public let text: String

    /// Reads the text form; `nil` when it is not `S-1-` followed by at least two groups of decimal digits that fit the binary form: 48 bits
    /// for the authority, 32 for each number after it.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0] == "S", parts[1] == "1", parts.count <= 18,
            parts.dropFirst(2).allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let authority = UInt64(parts[2]), authority < 1 << 48, parts.dropFirst(3).allSatisfy({ UInt32($0) != nil })
        else { return nil }
        self.text = text
    }

    private init(known text: String) { self.text = text }

    /// The SID of an account of the domain with the given three sub-authorities and relative identifier.
    public static func account(domain: (UInt32, UInt32, UInt32), relativeID: UInt32) -> SecurityIdentifier {
        SecurityIdentifier(known: "S-1-5-21-\(domain.0)-\(domain.1)-\(domain.2)-\(relativeID)")
    }

    /// The three numbers of the domain that the account belongs to; nil for an account that belongs to none.
    public var domain: (UInt32, UInt32, UInt32)? {
        let parts = text.split(separator: "-")
        guard parts.count == 8, text.hasPrefix("S-1-5-21-") else { return nil }
        let numbers = parts[4...6].compactMap { UInt32($0) }
        return numbers.count == 3 ? (numbers[0], numbers[1], numbers[2]) : nil
    }

    /// Everyone, SDDL alias `WD`.
    public static let everyone = SecurityIdentifier(known: "S-1-1-0")
    /// Every authenticated account, SDDL alias `AU`.
    public static let authenticatedUsers = SecurityIdentifier(known: "S-1-5-11")

    public var description: String { text }

    /// The last group of digits; 0 when it does not fit.
    public var relativeID: UInt32 { text.split(separator: "-").last.flatMap { UInt32($0) } ?? 0 }
}
