import CertManagement
import GRDB
import PKIDirectory
package import PortableFoundation

import SystemFiles

/// Replaces the key that seals secrets: a new one is made, everything is sealed with it in one transaction, and the former keys are removed when
/// nothing names them. Killed at any moment, it leaves secrets that open; the next run continues.
package struct SecretKeyRotation: Sendable {
    package struct Outcome: Hashable, Sendable {
        /// The name of the new key.
        package let key: String
        /// How many secrets were sealed again.
        package let secrets: Int
        /// The names of the keys that were removed.
        package let removed: [String]
    }

    private let dataDirectory: String

    /// - Parameter dataDirectory: the caller holds its lock.
    package init(dataDirectory: String) { self.dataDirectory = dataDirectory }

    /// - Throws: `StoreError` when a key or a secret does not open, or other nodes run. Then every secret is as it was.
    package func run(passphrase: [UInt8], iterations: Int, now: Date = Date()) async throws -> Outcome {
        let directory = dataDirectory + "/" + BackupLayout.keys
        let store = try await opened()
        let used = try await store.read { try SecretRow.keyVersions(from: $0) }
        let name = try await SecretKeyDirectory.addKey(to: directory, passphrase: passphrase, used: used, iterations: iterations)
        let sealing = try await SecretKeyDirectory(directory: directory, passphrase: passphrase, used: used)
        let count = try await store.write { database in
            let secrets = try SecretRow.all(from: database)
            for secret in secrets {
                let again = try sealing.sealNow(
                    sealing.openNow(secret),
                    id: UUID(),
                    kind: secret.kind,
                    subject: secret.subject,
                    name: secret.name
                )
                try SecretRow.delete(secret.id, in: database)
                try SecretRow.insert(again, into: database)
            }
            try AuditRow.append(AuditRecord(.secretKeyMade(name: name), by: .service(.command), when: now), to: database)
            return secrets.count
        }
        let needed = Set(try await store.read { try SecretRow.keyVersions(from: $0) }.map(SecretKeyDirectory.name)).union([name])
        let removed = sealing.names.filter { !needed.contains($0) }
        try await DatabaseFile.offPool {
            for name in removed {
                guard unlink(directory + "/" + name + ".p8") == 0 else {
                    throw StoreError("cannot remove \(directory)/\(name).p8, which nothing needs now: \(SystemCalls.message())")
                }
            }
            try SystemCalls.flush(directory: directory)
        }
        return Outcome(key: name, secrets: count, removed: removed)
    }

    /// The secrets, in whichever database the data directory has.
    private enum Store {
        case file(DatabaseQueue)
        case shared(DatabaseCommand)

        func read<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
            switch self {
            case .file(let queue): try await DatabaseFile.offPool { try queue.read { try body(StoreConnection($0)) } }
            case .shared(let command): try await command.read(body)
            }
        }

        /// In one transaction.
        func write<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
            switch self {
            case .shared(let command): try await command.write(changesRights: false) { database, _ in try body(database) }
            case .file(let queue):
                try await DatabaseFile.offPool {
                    try queue.inDatabase { database in
                        var value: Value?
                        try database.inTransaction(.immediate) {
                            value = try body(StoreConnection(database))
                            return .commit
                        }
                        guard let value else { throw StoreError("SQLite ran no transaction") }
                        return value
                    }
                }
            }
        }
    }

    private func opened() async throws -> Store {
        if let location = try StoreLocation.read(from: dataDirectory) {
            let command = try DatabaseCommand(location)
            // They would go on sealing with the former key, which is removed here.
            let running = try await command.nodes().filter(\.isRunning).map(\.name)
            guard running.isEmpty else {
                throw StoreError("nodes of this database run: \(running.joined(separator: ", ")); stop all, and run the command again")
            }
            return .shared(command)
        }
        let path = dataDirectory + "/" + BackupLayout.database
        guard SystemCalls.exists(path) else { throw StoreError("\(dataDirectory) has no database, so it has no secrets") }
        return .file(try await DatabaseFile.offPool { try CommandRecord.open(path) })
    }
}
