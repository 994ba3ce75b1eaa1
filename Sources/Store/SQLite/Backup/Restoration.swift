package import CACore
import CAInterface
package import PortableFoundation
import GRDB
import PKICrypto
import PKIDirectory
import PKIFormats

import SystemFiles

/// Makes a data directory of a backup. It is put together beside its place and appears there complete, after the numbers of its revocation lists and its request
/// ids were raised above what the world has seen since the backup was made.
package struct Restoration: Sendable {
    /// A list of the backup's authorities whose published successor must be known.
    package struct NeededList: Sendable, Equatable {
        package let key: AuthorityKeyID
        package let authority: String
        /// Below the public address, and with it.
        package let path: String
        package let url: String
        /// The newest number in the backup.
        package let number: Int

        /// Where it is below another address than the one it was published at.
        package func url(below address: String) -> String { PublicLocation.url(address, path: path) }
    }

    /// A list as it was published, and where it came from, for messages.
    package struct PublishedList: Sendable {
        package let origin: String
        package let bytes: [UInt8]

        package init(origin: String, bytes: [UInt8]) {
            self.origin = origin
            self.bytes = bytes
        }
    }

    /// What was raised at one authority's key.
    package struct Raised: Sendable, Equatable {
        package let authority: String
        package let formerNumber: Int
        package let number: Int
        /// Certificates of the backup that the published list shows as revoked and the backup did not, or for another reason.
        package var revokedAgain = 0
        /// Revoked certificates that the backup does not know.
        package var foreign = 0
    }

    /// When the backup was made.
    package let made: Date
    private let staging: String
    private let directory: String
    /// Tells others that somebody works in the staging directory; ends with the process however that ends.
    private let lock: StagingLock

    /// Unpacks and checks an archive.
    /// - Parameter directory: the data directory to make; absent or empty.
    /// - Throws: `StoreError`; nothing is left then.
    package static func unpack(_ archive: String, into directory: String) async throws -> Restoration {
        try await DatabaseFile.offPool {
            let directory = trimmed(directory)
            if access(directory, F_OK) == 0, try !FileManager.default.contentsOfDirectory(atPath: directory).isEmpty {
                throw StoreError("\(directory) is not empty; a backup is restored into a new directory: choose another with --data")
            }
            for leftover in leftovers(of: directory) {
                guard try StagingLock(leftover) != nil else {
                    throw StoreError("another restore into \(directory) is at work in \(leftover); wait until it has ended")
                }
                try FileManager.default.removeItem(atPath: leftover)
            }
            let staging = directory + stagingMark + String(getpid())
            guard mkdir(staging, 0o700) == 0 else { throw StoreError("cannot make the directory \(staging): \(SystemCalls.message())") }
            do {
                guard let lock = try StagingLock(staging) else { throw StoreError("another process took \(staging); repeat the restore") }
                let entries = try TapeReader.unpack(archive, into: staging)
                let manifest = try manifest(staging, of: archive)
                guard entries.dropLast() == manifest.files[...], entries.last?.name == BackupLayout.manifest,
                    // An empty one would become a new installation without a word.
                    entries.contains(where: { $0.name == BackupLayout.database && $0.size > 0 })
                else { throw StoreError("\(archive) is damaged: its files are not those its manifest names") }
                unlink(staging + "/" + BackupLayout.manifest)
                return Restoration(
                    made: Date(timeIntervalSince1970: TimeInterval(manifest.made)),
                    staging: staging,
                    directory: directory,
                    lock: lock
                )
            } catch {
                try? FileManager.default.removeItem(atPath: staging)
                throw error
            }
        }
    }

    /// Where restores into a directory work, or were killed at work: they hold a copy of the sealed keys. The next restore removes what nobody works in.
    package static func leftovers(of directory: String) -> [String] {
        let directory = trimmed(directory)
        let name = directory.split(separator: "/").last.map(String.init) ?? ""
        let parent = parent(of: directory)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        return entries.filter { $0.hasPrefix(name + stagingMark) }.sorted().map { String(directory.dropLast(name.count)) + $0 }
    }

    /// Between the name of the data directory and the process.
    private static let stagingMark = ".restoring-"

    private static func trimmed(_ directory: String) -> String {
        var directory = directory
        while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
        return directory
    }

    private static func parent(of directory: String) -> String {
        let parts = directory.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        return parts.count == 1 ? "." : parent.isEmpty ? "/" : parent
    }

    private static func manifest(_ staging: String, of archive: String) throws -> Backup.Manifest {
        guard let content = try SystemCalls.contents(of: staging + "/" + BackupLayout.manifest, atMost: 64 << 20),
            let manifest = try? JSONDecoder().decode(Backup.Manifest.self, from: Data(content))
        else { throw StoreError("\(archive) is no backup of chancery: it has no manifest") }
        guard manifest.version == 1 else { throw StoreError("\(archive) was made by a newer version; restore it with that one") }
        return manifest
    }

    /// The lists whose published successors must be known: one for each key that has signed one.
    package func neededLists() async throws -> [NeededList] {
        try await database { database in try Self.needed(in: database) }
    }

    /// Raises numbers and ids above what is published, and takes over the revocations it shows.
    /// - Parameters:
    ///   - requestIDGap: how far the next request id lies above every id that the backup and the lists show; others may have been given since.
    ///   - requestIDsAbove: another lower bound for it.
    /// - Throws: `StoreError` when a needed list is missing, or a given one belongs to none of the authorities.
    package func raise(
        above published: [PublishedList],
        requestIDGap: Int,
        requestIDsAbove: Int?,
        now: Date
    ) async throws -> [Raised] {
        let lists = try published.map { list in
            do {
                return (list.origin, try CertificateList(derEncoded: list.bytes))
            } catch { throw StoreError("\(list.origin) is no revocation list: \(error)") }
        }
        return try await database { [staging, made] database in
            var all: [Raised] = []
            var used: Set<String> = []
            for needed in try Self.needed(in: database) {
                let matching = try lists.filter { try Self.isSigned($0.1, by: needed.key, in: database) }
                guard let (_, newest) = matching.max(by: { ($0.1.crlNumber ?? 0) < ($1.1.crlNumber ?? 0) }) else {
                    throw StoreError(
                        "the revocation list of \(needed.authority) as it is published now is needed, \(needed.url) or its file: without it, numbers that relying parties have seen would be used again. Give it with --published, or say --nothing-published if no list has left this machine since the backup"
                    )
                }
                used.formUnion(matching.map(\.0))
                all.append(try Self.take(over: newest, needed, staging: staging, now: now, in: database))
                try Self.raiseRequestIDs(of: needed.key, newest, gap: requestIDGap, above: requestIDsAbove, in: database)
            }
            if let stranger = lists.first(where: { !used.contains($0.0) }) {
                throw StoreError("\(stranger.0) is signed by none of the authorities in this backup; is it the right backup?")
            }
            try Self.record(all, made: made, now: now, in: database)
            return all
        }
    }

    /// Leaves the numbers as they are: for a backup after which nothing was published.
    package func raiseNothing(requestIDsAbove: Int?, now: Date) async throws {
        try await database { [made] database in
            if let requestIDsAbove {
                for authority in try AuthorityRows.snapshot(from: database).authorities {
                    try Self.raiseRequestID(of: authority.number, to: requestIDsAbove, in: database)
                }
            }
            try Self.record([], made: made, now: now, in: database)
        }
    }

    /// Puts the directory in its place.
    package func finish() async throws {
        try await DatabaseFile.offPool {
            for name in try FileManager.default.subpathsOfDirectory(atPath: staging) {
                let path = staging + "/" + name
                let descriptor = try SystemCalls.open(path, O_RDONLY)
                defer { SystemCalls.close(descriptor) }
                try SystemCalls.flush(descriptor, path)
            }
            try SystemCalls.flush(directory: staging)
            // Succeeds for an empty one only.
            rmdir(directory)
            guard rename(staging, directory) == 0 else { throw StoreError("cannot put \(directory) in place: \(SystemCalls.message())") }
            try SystemCalls.flush(directory: Self.parent(of: directory))
        }
    }

    /// Removes what was unpacked.
    package func discard() { try? FileManager.default.removeItem(atPath: staging) }

    // MARK: Parts

    /// One transaction on the unpacked database, which is whole and of this program's schema.
    private func database<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await DatabaseFile.offPool { [staging] in
            let damaged = StoreError("the database of the backup is damaged; use another one")
            do {
                let pool = try DatabaseFile.open(path: staging + "/" + BackupLayout.database, now: Date())
                defer { try? pool.close() }
                return try pool.write { database in
                    guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else { throw damaged }
                    return try body(database)
                }
            } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
                throw damaged
            }
        }
    }

    private static func needed(in database: Database) throws -> [NeededList] {
        try AuthorityRows.snapshot(from: database).authorities.flatMap { authority in
            try authority.keys.compactMap { key -> NeededList? in
                let id = AuthorityKeyID(authority: authority.number, index: key.index)
                guard let latest = try RevocationListRow.lists(of: id, limit: 1, from: database).first else { return nil }
                return NeededList(
                    key: id,
                    authority: authority.name,
                    path: key.listPath,
                    url: PublicLocation.url(authority.publicAddress, path: key.listPath),
                    number: latest.number
                )
            }
        }
    }

    private static func isSigned(_ list: CertificateList, by id: AuthorityKeyID, in database: Database) throws -> Bool {
        let authority = try AuthorityRows.snapshot(from: database).authority(id.authority)
        guard let authority, let key = authority.keys.first(where: { $0.index == id.index }) else { return false }
        let subjects = authority.generations.filter { $0.keyIndex == id.index }.compactMap {
            try? Certificate(derEncoded: $0.certificate).subject
        }
        return try subjects.contains(list.issuer) && list.isSigned(with: SubjectPublicKeyInfo(derEncoded: key.publicKey))
    }
}
