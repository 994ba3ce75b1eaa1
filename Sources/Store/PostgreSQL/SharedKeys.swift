import PKIFormats
import PortableFoundation

import SystemFiles

/// Keys that are made while servers run, and that every node needs. They come to the other nodes through the database, sealed as the files are; the passphrase of all nodes is
/// the same. All other keys are only files, which `chancery node add` copies.
struct SharedKeys: Sendable {
    let store: PostgreSQLStore
    /// The directory of sealed keys.
    let directory: String

    /// Brings the files here and the rows of the database together: names that begin with `prefix`.
    func synchronize(_ prefix: String) async throws {
        let names = try await DatabaseFile.offPool { [directory] in try SystemCalls.names(in: directory) }
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".p8") }.map { String($0.dropLast(3)) }
        let rows = try await rows(prefix)
        for name in names where rows[name] == nil {
            let path = path(name)
            guard let sealed = try await DatabaseFile.offPool({ try SystemCalls.contents(of: path, atMost: 65_536) }) else { continue }
            _ = try await share(sealed, name)
        }
        for (name, sealed) in rows where !names.contains(name) { try await place(sealed, name) }
    }

    /// Puts a new key into the database, and the one that is there then into the file.
    /// - Returns: false when another node has made a key of that name, which counts.
    func add(_ sealed: [UInt8], _ name: String) async throws -> Bool {
        // The database first, so that no node uses a key that the others cannot get.
        if try await share(sealed, name) {
            try await place(sealed, name)
            return true
        }
        try await synchronize(name)
        return false
    }

    private func path(_ name: String) -> String { directory + "/" + name + ".p8" }

    private func place(_ sealed: [UInt8], _ name: String) async throws {
        // A name from the database must not lead out of the directory.
        guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) else {
            throw StoreError("the database has a shared key of the name “\(name)”, which cannot name a file")
        }
        try await DatabaseFile.offPool { [directory] in
            _ = try DurableFile.write(sealed, directory: directory, name: name + ".p8", mode: 0o600, ifPresent: .keep)
        }
    }

    private func rows(_ prefix: String) async throws -> [String: [UInt8]] {
        try await store.read { database in
            var row = try BoundStatement(database, "SELECT name, sealed FROM shared_key WHERE starts_with(name, ?)")
            row.bind(prefix)
            var rows: [String: [UInt8]] = [:]
            while try row.step() { rows[row.text(0)] = row.bytes(1) }
            return rows
        }
    }

    private func share(_ sealed: [UInt8], _ name: String) async throws -> Bool {
        try await store.write(changesRights: false) { database, _ in
            var row = try BoundStatement(
                database,
                "INSERT INTO shared_key (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING name"
            )
            row.bind(name)
            row.bind(sealed)
            return try row.step()
        }
    }
}
