package import PortableFoundation

/// Makes the user PIN of a card. The service checks its length, keeps it sealed where the option says so, and records that it was given.
///
/// Source: "UserPinOption Enumeration".
package protocol PINProvider: Sendable {
    /// - Parameters:
    ///     - user: whose card it is.
    ///     - length: of the PIN, in characters.
    func pin(for card: UUID, of user: UUID, length: ClosedRange<Int>) async throws -> String
}

/// Random digits without a pattern that people guess: eight, or as many as the card allows.
package struct RandomPINProvider: PINProvider {
    package init() {}

    package func pin(for card: UUID, of user: UUID, length: ClosedRange<Int>) -> String {
        var generator = SystemRandomNumberGenerator()
        return Self.pin(length: min(length.upperBound, max(length.lowerBound, 8)), using: &generator)
    }

    /// Each digit is equally likely; a trivial result is thrown away.
    static func pin(length: Int, using generator: inout some RandomNumberGenerator) -> String {
        while true {
            let digits = (0..<max(length, 4)).map { _ in Int.random(in: 0...9, using: &generator) }
            if !PINPolicy.isTrivial(digits) { return digits.map(String.init).joined() }
        }
    }
}

/// The rules for PINs that the server proposes.
package enum PINPolicy {
    /// Longest PIN of any card that is known: "SmartcardPinPolicy.MinLength Property" allows 4 to 127 for virtual cards.
    package static let lengths = 4...127

    /// The lengths for a card; a minimum above the maximum counts as both.
    package static func lengths(of configuration: SmartcardConfiguration) -> ClosedRange<Int> {
        let least = min(max(configuration.minimumPINLength, lengths.lowerBound), lengths.upperBound)
        return least...max(least, min(configuration.maximumPINLength, lengths.upperBound))
    }

    /// Equal digits, digits that go up or down by one, and a short group that is repeated.
    static func isTrivial(_ digits: [Int]) -> Bool {
        let steps = zip(digits.dropFirst(), digits).map { ($0 - $1 + 10) % 10 }
        guard let first = steps.first else { return true }
        if steps.allSatisfy({ $0 == first }) && [0, 1, 9].contains(first) { return true }
        return (1...max(1, digits.count / 2)).contains { group in
            digits.count % group == 0 && digits.indices.allSatisfy { digits[$0] == digits[$0 % group] }
        }
    }

    /// Why a PIN may not be proposed; nil when it may.
    static func fault(of pin: String, length: ClosedRange<Int>) -> String? {
        guard length.contains(pin.count) else { return "it has \(pin.count) characters, and \(length) are allowed" }
        guard pin.unicodeScalars.allSatisfy({ (0x20..<0x7F).contains($0.value) }) else { return "it has characters outside ASCII" }
        let digits = pin.compactMap(\.wholeNumberValue)
        return digits.count == pin.count && isTrivial(digits) ? "it is a trivial sequence" : nil
    }
}
