package import PortableFoundation

/// Makes the one-time passwords of a request. Who distributes them keeps only their hashes.
///
/// Source: "RequestOperations.DistributeSecrets Method".
package protocol OneTimePasswordProvider: Sendable {
    /// - Parameters:
    ///     - index: from 0, the number of the password within its request.
    ///     - length: in characters.
    func password(for request: UUID, index: Int, length: Int) async throws -> String
}

/// Random letters and digits without those that look alike.
package struct RandomOneTimePasswordProvider: OneTimePasswordProvider {
    private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

    package init() {}

    package func password(for request: UUID, index: Int, length: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<max(length, 8)).map { _ in Self.letters[Int.random(in: Self.letters.indices, using: &generator)] })
    }
}
