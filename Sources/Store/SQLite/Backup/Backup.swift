import CACore
package import PortableFoundation
import GRDB
import PKICrypto
import PKIDirectory
import PKIFormats

import SystemFiles

/// Writes one archive of a data directory, whether a server runs on it or not: first the database as of one moment, then keys and lists, which are on disk
/// before the rows that name them.
package struct Backup: Sendable {
    /// The content of `manifest.json`, the last file of the archive.
    struct Manifest: Codable {
        var version = 1
        /// Seconds since 1970.
        var made: Int
        var files: [TapeWriter.Entry]
    }

    package struct Result: Sendable {
        /// SHA-256 of the archive, hex.
        package let sha256: String
        package let files: Int
    }

    private let dataDirectory: String
    private let now: Date

    package init(dataDirectory: String, now: Date) {
        self.dataDirectory = dataDirectory
        self.now = now
    }

    /// - Parameters:
    ///     - archive: the path of the new file; an existing file is not replaced.
    ///     - secrets: include passphrases and the first administrator's password, if they are in the directory.
    /// - Throws: `StoreError`, or SQLite's error. Then no file is left.
    package func write(to archive: String, secrets: Bool) async throws -> Result {
        try await DatabaseFile.offPool { [self] in
            guard access(archive, F_OK) != 0 else {
                throw StoreError("\(archive) exists, and a backup never replaces a file: choose another name")
            }
            let parts = archive.split(separator: "/", omittingEmptySubsequences: false)
            let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
            let unfinished = "\(folder.isEmpty ? "/" : folder)/.\(parts.last ?? "backup").\(getpid()).new"
            let copy = unfinished + ".sqlite"
            Self.removeLeftovers(in: folder.isEmpty ? "/" : folder, now: now)
            defer {
                unlink(unfinished)
                unlink(copy)
            }
            let result = try make(unfinished, databaseCopy: copy, secrets: secrets)
            // A link fails where a rename would replace a file.
            guard link(unfinished, archive) == 0 else { throw StoreError("cannot make \(archive): \(SystemCalls.message())") }
            try SystemCalls.flush(directory: folder.isEmpty ? "/" : folder)
            return result
        }
    }

    /// Removes what killed backups left in the folder: copies of the whole database. A file is left alone while its process lives, and for an hour, because in
    /// another container a process number means nothing.
    static func removeLeftovers(in folder: String, now: Date) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(".") {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard let mark = parts.lastIndex(of: "new"), mark >= 3, let process = Int32(parts[mark - 1]), process > 0 else { continue }
            // `.NAME.PID.new`, and the copy of the database with what SQLite keeps beside it.
            let rest = parts[(mark + 1)...].joined(separator: ".")
            guard ["", "sqlite", "sqlite-journal", "sqlite-wal", "sqlite-shm"].contains(rest) else { continue }
            let path = folder + "/" + name
            guard let changed = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date,
                now.timeIntervalSince(changed) > 3600, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(path)
        }
    }

    private func make(_ path: String, databaseCopy: String, secrets: Bool) throws -> Result {
        // 1. Copy the database as of one moment. The file must exist first, or SQLite would make it readable by others.
        SystemCalls.close(try SystemCalls.open(databaseCopy, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600))
        let queue = try open()
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [databaseCopy]) }

        // 2. Copy the files that its rows name. They were written before the rows, so they exist now.
        var tape = try TapeWriter(path: path, modified: now)
        try tape.add(file: databaseCopy, as: BackupLayout.database)
        unlink(databaseCopy)
        for (name, content) in try keys() { try tape.add(content, as: BackupLayout.keys + "/" + name) }
        for name in try names(in: BackupLayout.objects) {
            // Lists that are replaced in the meantime are deleted; after a restore, rows of this copy that name one make a new list due.
            try tape.add(file: dataDirectory + "/" + BackupLayout.objects + "/" + name, as: BackupLayout.objects + "/" + name)
        }
        for name in BackupLayout.files + (secrets ? BackupLayout.secrets : []) {
            try tape.add(file: dataDirectory + "/" + name, as: name)
        }

        // 3. Count what was copied, to compare it at the restore.
        let manifest = Manifest(made: Int(now.timeIntervalSince1970), files: tape.entries)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try tape.add(Array(try encoder.encode(manifest)), as: BackupLayout.manifest)
        let count = tape.entries.count
        let sha256 = Hex.encode(try tape.finish())

        // 4. Write to the record of the original, so that it shows who could have everything.
        try CommandRecord.append(.backupMade(sha256: sha256), to: queue, when: now)
        return Result(sha256: sha256, files: count)
    }

    private func open() throws -> DatabaseQueue {
        let path = dataDirectory + "/" + BackupLayout.database
        if let location = try StoreLocation.read(from: dataDirectory) {
            throw StoreError(
                "the records of \(dataDirectory) are in the database \(location.address): back that up with pg_basebackup and its log, and copy the directory of keys; docs/operating/many-nodes.md says how"
            )
        }
        guard access(path, F_OK) == 0 else {
            throw StoreError("\(dataDirectory) is not a data directory: it has no \(BackupLayout.database)")
        }
        return try CommandRecord.open(path)
    }

    /// The sealed keys are read twice: if passphrases changed in between, some keys would be under the former passphrase and some under the
    /// new one.
    private func keys() throws -> [(String, [UInt8])] {
        for _ in 0..<3 {
            let first = try readKeys()
            guard access(dataDirectory + "/keys/reseal.json", F_OK) != 0 else { continue }
            let second = try readKeys()
            if first.elementsEqual(second, by: ==) { return first }
        }
        throw StoreError("the passphrases of the keys are being changed; make the backup afterwards")
    }

    private func readKeys() throws -> [(String, [UInt8])] {
        try names(in: BackupLayout.keys).filter { $0.hasSuffix(".p8") }.compactMap { name in
            try SystemCalls.contents(of: dataDirectory + "/keys/" + name, atMost: 65_536).map { (name, $0) }
        }
    }

    private func names(in folder: String) throws -> [String] {
        guard access(dataDirectory + "/" + folder, F_OK) == 0 else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: dataDirectory + "/" + folder).filter { !$0.hasPrefix(".") }.sorted()
    }
}
