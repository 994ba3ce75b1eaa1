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

    /// - Throws: `StoreError` when a key or a secret does not open. Then every secret is as it was.
    package func run(passphrase: [UInt8], iterations: Int, now: Date = Date()) async throws -> Outcome {
        let path = dataDirectory + "/" + BackupLayout.database
        let directory = dataDirectory + "/" + BackupLayout.keys
        guard SystemCalls.exists(path) else { throw StoreError("\(dataDirectory) has no database, so it has no secrets") }
        let (queue, used) = try await DatabaseFile.offPool {
            let queue = try CommandRecord.open(path)
            return (queue, try queue.read { try SecretRow.keyVersions(from: StoreConnection($0)) })
        }
        let name = try await SecretKeyDirectory.addKey(to: directory, passphrase: passphrase, used: used, iterations: iterations)
        let sealing = try await SecretKeyDirectory(directory: directory, passphrase: passphrase, used: used)
        return try await DatabaseFile.offPool {
            let count = try queue.inDatabase { database in
                var count = 0
                try database.inTransaction(.immediate) {
                    for secret in try SecretRow.all(from: StoreConnection(database)) {
                        let again = try sealing.sealNow(
                            sealing.openNow(secret),
                            id: UUID(),
                            kind: secret.kind,
                            subject: secret.subject,
                            name: secret.name
                        )
                        try SecretRow.delete(secret.id, in: StoreConnection(database))
                        try SecretRow.insert(again, into: StoreConnection(database))
                        count += 1
                    }
                    try AuditRow.append(AuditRecord(.secretKeyMade(name: name), by: .service(.command), when: now), to: StoreConnection(database))
                    return .commit
                }
                return count
            }
            let needed = Set(try queue.read { try SecretRow.keyVersions(from: StoreConnection($0)) }.map(SecretKeyDirectory.name)).union([name])
            let removed = sealing.names.filter { !needed.contains($0) }
            for name in removed {
                guard unlink(directory + "/" + name + ".p8") == 0 else {
                    throw StoreError("cannot remove \(directory)/\(name).p8, which nothing needs now: \(SystemCalls.message())")
                }
            }
            try SystemCalls.flush(directory: directory)
            return Outcome(key: name, secrets: count, removed: removed)
        }
    }
}
