/// The keys from which the admin keys of cards are derived, by version. A card keeps the version that its key was made from, so none is ever removed.
package protocol CardMasterKeys: Sendable {
    /// The newest version, for cards that get a key of their own now; nil before one was made.
    func newestVersion() async throws -> Int?
    /// `AdminKeyDerivation.masterKeyLength` octets; nil when there is no such version.
    func key(version: Int) async throws -> [UInt8]?
    /// Makes a random key. Nothing happens when the version is there.
    func make(version: Int) async throws
}

/// The master keys of an installation that has none and makes none.
package struct MissingCardMasterKeys: CardMasterKeys {
    package init() {}

    package func newestVersion() throws -> Int? { throw Self.error }
    package func key(version: Int) throws -> [UInt8]? { throw Self.error }
    package func make(version: Int) throws { throw Self.error }

    private static var error: ManagementError {
        ManagementError(.unavailable, "This server has no master key for smart cards. Start it with its whole data directory.")
    }
}
