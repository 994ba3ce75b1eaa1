import PortableFoundation

import SystemFiles

/// `DIR/store`: the PostgreSQL database of a data directory. A directory without this file has a SQLite database of its own. The file never holds a password.
package struct StoreLocation: Codable, Sendable, Hashable {
    /// The name of the file.
    package static let name = "store"

    /// A `postgresql://` URL.
    package var address: String
    /// The name of this directory's node; nil until its first start.
    package var node: String?
    /// The path of a file with the password; nil leaves it to libpq.
    package var passwordFile: String?
    /// The domain of the installation, as in ``PostgreSQLStore/installation``; nil until the first start. Another database is never taken for this one.
    package var installation: String?

    package init(address: String, node: String? = nil, passwordFile: String? = nil, installation: String? = nil) {
        self.address = address
        self.node = node
        self.passwordFile = passwordFile
        self.installation = installation
    }

    /// - Returns: nil when the directory has no such file.
    /// - Throws: `StoreError` when the file cannot be used.
    package static func read(from directory: String) throws -> StoreLocation? {
        let path = directory + "/" + name
        guard let octets = try SystemCalls.contents(of: path, atMost: 65_536) else { return nil }
        do { return try JSONDecoder().decode(StoreLocation.self, from: Data(octets)) } catch {
            throw StoreError("\(path) cannot be used: \(error); restore it from a backup, or remove it and start with --store")
        }
    }

    package func write(to directory: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write([UInt8](try encoder.encode(self)) + [0x0A], directory: directory, name: Self.name, mode: 0o600)
    }

    /// The password in the file.
    /// - Throws: `StoreError` when the file cannot be read or is empty.
    package func password() throws -> String? {
        guard let passwordFile else { return nil }
        guard var octets = (try? SystemCalls.contents(of: passwordFile, atMost: 1_024)) ?? nil else {
            throw StoreError("the file of the database's password, \(passwordFile), cannot be read; check the path and its permissions")
        }
        while octets.last == 0x0A || octets.last == 0x0D { octets.removeLast() }
        guard !octets.isEmpty, !octets.contains(0) else {
            throw StoreError("the file of the database's password, \(passwordFile), holds no password")
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
