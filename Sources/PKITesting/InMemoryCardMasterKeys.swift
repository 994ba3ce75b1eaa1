package import CertManagement
import PKICrypto

/// Master keys of cards that live as long as the process.
package actor InMemoryCardMasterKeys: CardMasterKeys {
    private var keys: [Int: [UInt8]]

    package init(_ keys: [Int: [UInt8]] = [:]) { self.keys = keys }

    package func newestVersion() -> Int? { keys.keys.max() }
    package func key(version: Int) -> [UInt8]? { keys[version] }

    package func make(version: Int) {
        if keys[version] == nil { keys[version] = SecureRandom.bytes(AdminKeyDerivation.masterKeyLength) }
    }
}

/// The promises of `CardMasterKeys`, for every implementation.
package enum CardMasterKeysSuite {
    /// - Parameter make: an empty set of keys.
    package static func run(_ make: () async throws -> any CardMasterKeys) async throws {
        func require(_ holds: Bool, _ what: String) throws { try ContractError.unless(holds, what) }
        let keys = try await make()
        try require(try await keys.newestVersion() == nil, "there is no version at first")
        try require(try await keys.key(version: 1) == nil, "there is no key at first")
        try await keys.make(version: 1)
        let first = try await keys.key(version: 1)
        try require(first?.count == AdminKeyDerivation.masterKeyLength, "a key has its length")
        try await keys.make(version: 1)
        try require(try await keys.key(version: 1) == first, "a key is never replaced")
        try await keys.make(version: 2)
        try require(try await keys.newestVersion() == 2, "the newest version has the largest number")
        let second = try await keys.key(version: 2)
        try require(second != first, "each version has a key of its own")
        try require(try await keys.key(version: 1) == first, "an old version stays")
        try require(try await keys.key(version: 3) == nil, "there is nothing beyond the newest version")
    }
}
