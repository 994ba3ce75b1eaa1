import CertManagement

/// The master keys of cards, shared with the other nodes.
package struct SharedCardMasterKeys: CardMasterKeys {
    private let files: CardMasterKeyDirectory
    private let shared: SharedKeys

    /// - Parameter directory: that of `files`.
    package init(files: CardMasterKeyDirectory, directory: String, store: PostgreSQLStore) {
        self.files = files
        shared = SharedKeys(store: store, directory: directory)
    }

    package func newestVersion() async throws -> Int? {
        try await shared.synchronize(CardMasterKeyDirectory.prefix)
        return try await files.newestVersion()
    }

    package func key(version: Int) async throws -> [UInt8]? {
        if let key = try await files.key(version: version) { return key }
        try await shared.synchronize(CardMasterKeyDirectory.prefix)
        return try await files.key(version: version)
    }

    package func make(version: Int) async throws {
        try await shared.synchronize(CardMasterKeyDirectory.prefix)
        guard try await files.key(version: version) == nil else { return }
        _ = try await shared.add(files.sealedNewKey(), String(CardMasterKeyDirectory.name(of: version).dropLast(3)))
    }
}
