package import PKIDirectory

/// Makes one-time passwords. A program with passwords of its own, such as ones that a token shows, supplies another.
///
/// Source: the customization point for one-time passwords of the management documentation; its members are chosen.
package protocol OneTimePasswordProviding: Sendable {
    /// - Parameter length: of the policy, in characters.
    func password(length: Int) throws -> String
    /// The slow hash that is stored in place of a password.
    var hashing: PasswordHashing { get }
}

/// Random passwords of digits and capital letters that nobody takes for another one when they are read out: no 0, O, 1, I or L.
package struct RandomOneTimePasswords: OneTimePasswordProviding {
    private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    /// Shorter ones could be guessed within the attempts that are allowed.
    static let shortest = 6
    static let longest = 64

    package let hashing: PasswordHashing

    package init(hashing: PasswordHashing = .standard) { self.hashing = hashing }

    package func password(length: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let count = min(max(length, Self.shortest), Self.longest)
        return String((0..<count).map { _ in Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)] })
    }
}
