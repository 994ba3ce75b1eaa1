package import CACore
import CAInterface
package import PortableFoundation
import GRDB
package import PKICrypto
import PKIDirectory
import PKIFormats

import SystemFiles

/// Makes a data directory from a backup. It is built beside its destination and appears there complete, after the numbers of its revocation lists and its
/// request ids were raised above everything that others have seen since the backup.
package struct Restoration: Sendable {
    /// A list of the backup's authorities whose published successor must be known.
    package struct NeededList: Sendable, Equatable {
        package let part: RevocationListPart
        package let isDelta: Bool
        package let authority: String
        package var key: AuthorityKeyID { part.key }
        /// The path below the public address, and the whole URL.
        package let path: String
        package let url: String
        /// The newest number in the backup.
        package let number: Int

        /// Whether a published list is of the same part and kind.
        func isOf(_ list: CertificateList) throws -> Bool {
            let names = try IssuingDistributionPoint.find(in: list.extensions)?.fullName ?? []
            let mark = PublicLocation.partitionMark(
                in: names.compactMap { name -> String? in
                    guard case .uri(let uri) = name else { return nil }
                    return uri
                }
            )
            return try (DeltaCRLIndicator.find(in: list.extensions) != nil) == isDelta && mark == part.partition
        }

        /// Set if the list is at another address than the one it was published at.
        package func url(below address: String) -> String { PublicLocation.url(address, path: path) }
    }

    /// A published list, and its origin for messages.
    package struct PublishedList: Sendable {
        package let origin: String
        package let bytes: [UInt8]

        package init(origin: String, bytes: [UInt8]) {
            self.origin = origin
            self.bytes = bytes
        }
    }

    /// The changes for the key of one authority.
    package struct Raised: Sendable, Equatable {
        package let authority: String
        package let formerNumber: Int
        package let number: Int
        /// Certificates in the backup that the published list shows as revoked, while the backup did not, or gave another reason.
        package var revokedAgain = 0
        /// Revoked certificates that are not in the backup.
        package var foreign = 0
    }

    /// The time of the backup.
    package let made: Date
    private let staging: String
    private let directory: String
    /// Tells others that a restore uses the staging directory. It ends with the process, however that ends.
    private let lock: StagingLock

    /// Unpacks and checks an archive.
    /// - Parameter directory: the data directory to make; it must be absent or empty.
    /// - Throws: `StoreError`. Then nothing is left.
    package static func unpack(_ archive: String, into directory: String) async throws -> Restoration {
        try await DatabaseFile.offPool {
            let directory = resolved(directory)
            if access(directory, F_OK) == 0, try !FileManager.default.contentsOfDirectory(atPath: directory).isEmpty {
                throw StoreError("\(directory) is not empty; a backup is restored into a new directory: choose another with --data")
            }
            // One at a time looks at the directories beside it and makes its own: between the look and the making nobody else is there.
            guard let turn = try StagingLock(parent(of: directory), waits: true) else {
                throw StoreError("cannot lock \(parent(of: directory)); repeat the restore")
            }
            defer { withExtendedLifetime(turn) {} }
            for leftover in leftovers(of: directory) {
                guard let unused = try StagingLock(leftover) else {
                    throw StoreError("another restore into \(directory) is at work in \(leftover); wait until it has ended")
                }
                try FileManager.default.removeItem(atPath: leftover)
                withExtendedLifetime(unused) {}
            }
            let staging = directory + stagingSuffix + String(getpid())
            guard mkdir(staging, 0o700) == 0 else { throw StoreError("cannot make the directory \(staging): \(SystemCalls.message())") }
            do {
                guard let lock = try StagingLock(staging) else { throw StoreError("another process took \(staging); repeat the restore") }
                try DurableFile.write([], to: staging + mark, mode: 0o600)
                let entries = try TapeReader.unpack(archive, into: staging)
                let manifest = try manifest(staging, of: archive)
                guard entries.dropLast() == manifest.files[...], entries.last?.name == BackupLayout.manifest,
                    // An empty archive would silently become a new installation.
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

    /// The staging directories of running or killed restores into a directory. They have a copy of the sealed keys. The next restore removes those that
    /// nobody uses.
    ///
    /// Only a directory that a restore has marked as its own counts, because what counts is removed: a directory of somebody else may have such a name.
    package static func leftovers(of directory: String) -> [String] {
        let directory = resolved(directory)
        let beginning = (directory.unicodeScalars.split(separator: "/").last.map { String($0) } ?? "") + stagingSuffix
        let parent = parent(of: directory)
        let names = (try? SystemCalls.names(in: parent)) ?? []
        return names.sorted().compactMap { name in
            guard name.hasPrefix(beginning), !name.dropFirst(beginning.count).isEmpty,
                name.dropFirst(beginning.count).utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
            let path = (parent == "/" ? "" : parent) + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else { return nil }
            // Empty: the restore was killed before it could mark it.
            let content = (try? SystemCalls.names(in: path)) ?? ["?"]
            return content.isEmpty || lstat(path + mark, &status) == 0 ? path : nil
        }
    }

    /// Between the name of the data directory and the process id.
    private static let stagingSuffix = ".restoring-"
    /// The file by which a restore knows a directory as one of a restore.
    private static let mark = "/.restoring"

    /// The whole path, so that `.`, `DIR/` and a link to a directory are the directory itself.
    private static func resolved(_ directory: String) -> String {
        if let path = realPath(directory) { return path }
        var directory = directory
        while directory.utf8.count > 1, directory.hasSuffix("/") { directory.removeLast() }
        let name = directory.unicodeScalars.split(separator: "/").last.map { String($0) } ?? ""
        guard let parent = realPath(parent(of: directory)) else { return directory }
        return (parent == "/" ? "" : parent) + "/" + name
    }

    private static func realPath(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    private static func parent(of directory: String) -> String {
        let parts = directory.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        return parts.count == 1 ? "." : parent.isEmpty ? "/" : parent
    }

    private static func manifest(_ staging: String, of archive: String) throws -> Backup.Manifest {
        guard let content = try SystemCalls.contents(of: staging + "/" + BackupLayout.manifest, atMost: 64 << 20),
            let manifest = try? JSONDecoder().decode(Backup.Manifest.self, from: Data(content))
        else { throw StoreError("\(archive) is not a backup of chancery: it has no manifest") }
        guard manifest.version == 1 else { throw StoreError("\(archive) was made by a newer version; restore it with that one") }
        return manifest
    }

    /// The lists whose published successors must be known: those of each part of each key that has signed one.
    package func neededLists() async throws -> [NeededList] {
        try await database { database in try Self.needed(in: StoreConnection(database)) }
    }

    /// Raises numbers and ids above the published ones, and takes over the published revocations.
    /// - Parameters:
    ///     - requestIDGap: the distance from every id that the backup and the lists show to the next request id; others may have been given
    ///   since.
    ///     - requestIDsAbove: another lower bound for the next request id.
    ///     - losesLaterKeys: whether lists of keys that an authority of the backup got later are kept as they are, instead of refused.
    ///     - verifier: verifies signatures that `PKICrypto` does not compute.
    /// - Throws: `StoreError` when a needed list is missing, or when a given list belongs to none of the authorities.
    package func raise(
        above published: [PublishedList],
        requestIDGap: Int,
        requestIDsAbove: Int?,
        losesLaterKeys: Bool = false,
        now: Date,
        verifier: (any SignatureVerifier)? = nil
    ) async throws -> [Raised] {
        let lists = try Self.read(published)
        return try await database { [staging, made] database in
            let objects = staging + "/" + BackupLayout.objects
            let all = try Self.raise(
                above: lists,
                gap: requestIDGap,
                requestIDsAbove: requestIDsAbove,
                losesLaterKeys: losesLaterKeys,
                now: now,
                verifier: verifier,
                in: StoreConnection(database),
                keepingLost: { path, bytes in
                    // It is served until a key of the restored authority has a list there, whose number is then greater.
                    let parts = path.split(separator: "/")
                    let folder = staging + "/" + BackupLayout.published + "/" + parts[0]
                    try SystemCalls.makeDirectory(staging + "/" + BackupLayout.published)
                    try SystemCalls.makeDirectory(folder)
                    try DurableFile.write(bytes, directory: folder, name: String(parts[1]), mode: 0o644)
                }
            ) { object, bytes in
                try SystemCalls.makeDirectory(objects)
                try DurableFile.write(bytes, directory: objects, name: object.rawValue, mode: 0o600)
            }
            try Self.record(all, made: made, now: now, in: database)
            return all
        }
    }

    private static func record(_ raised: [Raised], made: Date, now: Date, in database: Database) throws {
        let event = AuditEvent.backupRestored(facts(raised, made: made))
        // The log has perhaps signed more than is here.
        try RecordLogRow.markRestored(in: StoreConnection(database))
        try AuditRow.append(AuditRecord(event, by: .service(.command), when: now), to: StoreConnection(database))
    }

    /// The lists, each with its origin.
    static func read(_ published: [PublishedList]) throws -> [(String, CertificateList)] {
        try published.map { list in
            do {
                return (list.origin, try CertificateList(derEncoded: list.bytes))
            } catch { throw StoreError("\(list.origin) is not a revocation list: \(error)") }
        }
    }

    /// Takes over a list for each key that has signed one, and raises the request ids.
    static func raise(
        above lists: [(String, CertificateList)],
        gap: Int,
        requestIDsAbove: Int?,
        losesLaterKeys: Bool,
        now: Date,
        verifier: (any SignatureVerifier)?,
        in database: StoreConnection,
        keepingLost: (_ path: String, [UInt8]) throws -> Void,
        keeping keep: (ObjectID, [UInt8]) throws -> Void
    ) throws -> [Raised] {
        var all: [Raised] = []
        var used: Set<String> = []
        for needed in try needed(in: database) {
            let matching = try lists.filter { try needed.isOf($0.1) && isSigned($0.1, by: needed.key, verifier: verifier, in: database) }
            guard let (_, newest) = matching.max(by: { ($0.1.crlNumber ?? 0) < ($1.1.crlNumber ?? 0) }) else {
                throw StoreError(
                    "the revocation list of \(needed.authority) that is published now is needed, \(needed.url) or its file: without it, numbers that relying parties have seen would be used again. Give it with --published, or say --nothing-published if no list has left this machine since the backup"
                )
            }
            used.formUnion(matching.map(\.0))
            all.append(try take(over: newest, needed, now: now, in: database, keeping: keep))
            try raiseRequestIDs(of: needed.key, newest, gap: gap, above: requestIDsAbove, in: database)
        }
        let authorities = try AuthorityRows.snapshot(from: database).authorities
        for (origin, list) in lists where !used.contains(origin) {
            guard let authority = authorities.first(where: { $0.certificateSubjects.contains(list.issuer) }), let key = authority.keys.last
            else {
                throw StoreError("\(origin) was not signed by an authority in this backup; check that it is the right backup")
            }
            guard losesLaterKeys else {
                throw StoreError(
                    "\(origin) was signed by a key of \(authority.name.quoted) that this backup does not have: the authority got it after the backup. If a newer backup has it, "
                        + "use that. Otherwise say --lose-later-keys: what that key signed stays without lists from here on, so have its CA certificate revoked"
                )
            }
            try keepingLost(lostPath(of: origin, authority), list.derEncoded)
            try raiseRequestIDs(
                of: AuthorityKeyID(authority: authority.number, index: key.index),
                list,
                gap: gap,
                above: requestIDsAbove,
                in: database
            )
        }
        return all
    }

    /// Where the list of a key was published that the backup does not have: as its file is called, or else where the next key's would be.
    private static func lostPath(of origin: String, _ authority: StoredAuthority) -> String {
        let name = origin.split(separator: "/").last.flatMap { PercentEncoding.decode($0) } ?? ""
        if name.hasPrefix(SanitizedName.of(authority.name)), name.hasSuffix(".crl"), !name.contains("/") { return "crl/" + name }
        return "crl/\(SanitizedName.of(authority.name))(\((authority.generations.map(\.index).max() ?? 0) + 1)).crl"
    }

    /// Keeps the numbers unchanged, for a backup after which nothing was published.
    package func raiseNothing(requestIDsAbove: Int?, now: Date) async throws {
        try await database { [made] database in
            if let requestIDsAbove {
                for authority in try AuthorityRows.snapshot(from: StoreConnection(database)).authorities {
                    try Self.raiseRequestID(of: authority.number, to: requestIDsAbove, in: StoreConnection(database))
                }
            }
            try Self.record([], made: made, now: now, in: database)
        }
    }

    /// Moves the directory to its destination.
    package func finish() async throws {
        try await DatabaseFile.offPool {
            for name in try FileManager.default.subpathsOfDirectory(atPath: staging) {
                let path = staging + "/" + name
                let descriptor = try SystemCalls.open(path, O_RDONLY)
                defer { SystemCalls.close(descriptor) }
                try SystemCalls.flush(descriptor, path)
            }
            try SystemCalls.flush(directory: staging)
            // Succeeds only for an empty directory.
            rmdir(directory)
            guard rename(staging, directory) == 0 else { throw StoreError("cannot put \(directory) in place: \(SystemCalls.message())") }
            unlink(directory + Self.mark)
            try SystemCalls.flush(directory: directory)
            try SystemCalls.flush(directory: Self.parent(of: directory))
        }
    }

    /// Removes the unpacked files.
    package func discard() { try? FileManager.default.removeItem(atPath: staging) }

    // MARK: Parts

    /// One transaction on the unpacked database, after a check that it is intact and has this program's schema.
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

    static func needed(in database: StoreConnection) throws -> [NeededList] {
        try AuthorityRows.snapshot(from: database).authorities.flatMap { authority in
            try authority.keys.flatMap { key -> [NeededList] in
                let id = AuthorityKeyID(authority: authority.number, index: key.index)
                // Partitions first: a revocation of a certificate without a row is put on the list of its partition.
                return try RevocationListRow.numbers(of: id, from: database).sorted { $0.key > $1.key }.flatMap { partition, numbers in
                    [(false, numbers.complete), (true, numbers.delta)].filter { $0.1 > 0 }.map { isDelta, number in
                        let path = key.listPath(partition, isDelta: isDelta)
                        return NeededList(
                            part: RevocationListPart(key: id, partition: partition),
                            isDelta: isDelta,
                            authority: authority.name,
                            path: path,
                            url: PublicLocation.url(authority.publicAddress, path: path),
                            number: number
                        )
                    }
                }
            }
        }
    }

    private static func isSigned(
        _ list: CertificateList,
        by id: AuthorityKeyID,
        verifier: (any SignatureVerifier)?,
        in database: StoreConnection
    ) throws -> Bool {
        let authority = try AuthorityRows.snapshot(from: database).authority(id.authority)
        guard let authority, let key = authority.keys.first(where: { $0.index == id.index }) else { return false }
        return try authority.certificateSubjects.contains(list.issuer)
            && list.isSigned(with: SubjectPublicKeyInfo(derEncoded: key.publicKey), verifier: verifier)
    }
}

extension StoredAuthority {
    /// The subjects of its certificates: one, unless a parent changed it.
    fileprivate var certificateSubjects: [DistinguishedName] {
        generations.compactMap { try? Certificate(derEncoded: $0.certificate).subject }
    }
}
