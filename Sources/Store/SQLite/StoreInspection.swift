package import CACore
package import CAInterface
package import CertManagement
package import CertificateTemplates
package import PortableFoundation
import GRDB
import PKIDirectory

import SystemFiles

/// The view of a database for `chancery doctor`: opened for reading only, whether servers run or not.
package struct StoreInspection: Sendable {
    package let authorities: [StoredAuthority]
    package let templates: [CertificateTemplate]
    /// What administrators accept of templates that break rules.
    package let acceptances: [TemplateAcceptance]
    /// Which authority issues for which template.
    package let publications: Set<TemplatePublication>
    /// The newest list of each key, compared with the revocation journal.
    package let revocationLists: [RevocationListPart: RevocationListState]
    /// Authorities whose certificates are revoked.
    package let revocations: [AuthorityNumber: AuthorityRevocation]
    /// The newest exchange certificates of each authority; those whose certificates have ended count no more.
    package let exchangeCertificates: [AuthorityNumber: [StoredExchangeCertificate]]
    /// The newest OCSP signer of each key, with the end of its certificate; one that has ended is not there.
    package let statusSigners: [AuthorityKeyID: (signer: StoredStatusSigner, notAfter: Date)]
    /// Serial numbers that a key on a token may have signed, and that have no row; the newest hundred.
    package let unfinishedSerials: [AuthorityNumber: [String]]
    /// The versions of the keys that secrets are sealed with.
    package let secretKeyVersions: Set<Int>
    /// Authorities that no enabled user may administer.
    package let withoutAdministrator: Set<AuthorityNumber>
    /// Outgoing mail, and why the last one failed.
    package let mail: MailBacklog
    package let mailReason: String?
    /// The result of SQLite's own check of the file; `ok` when it finds no fault.
    package let integrity: String

    /// The authorities alone, from the database of a data directory; none where it has no database.
    /// - Throws: SQLite's error, or `StoreError`.
    package static func authorities(in dataDirectory: String) async throws -> [StoredAuthority] {
        if let location = try StoreLocation.read(from: dataDirectory) {
            return try await DatabaseCommand(location).read { try AuthorityRows.snapshot(from: $0).authorities }
        }
        let path = dataDirectory + "/" + BackupLayout.database
        return SystemCalls.exists(path) ? try await authorities(path: path) : []
    }

    /// The authorities alone, without the checks of the whole file.
    package static func authorities(path: String) async throws -> [StoredAuthority] {
        try await DatabaseFile.offPool { try queue(path).read { try AuthorityRows.snapshot(from: StoreConnection($0)).authorities } }
    }

    /// Whether the file has an installation that was not moved to another database.
    package static func isInUse(path: String) async throws -> Bool {
        try await DatabaseFile.offPool {
            try queue(path).read { database in
                guard try database.tableExists("migration"), try database.tableExists("authority") else { return false }
                let isMoved = try StoreMark.read(from: database)?.isDone == true
                let authorities = try Int.fetchOne(database, sql: "SELECT count(*) FROM authority") ?? 0
                return !isMoved && authorities > 0
            }
        }
    }

    /// The domain of the installation whose store was copied away, as in ``PostgreSQLStore/installation``; nil when the file is no such store.
    package static func movedInstallation(path: String) async throws -> String? {
        try await DatabaseFile.offPool { try movedInstallation(in: path) }
    }

    static func movedInstallation(in path: String) throws -> String? {
        guard SystemCalls.exists(path) else { return nil }
        return try queue(path).read { database in
            guard try StoreMark.read(from: database) != nil else { return nil }
            return try String.fetchOne(database, sql: "SELECT domain_a || '-' || domain_b || '-' || domain_c FROM state")
        }
    }

    static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "chancery.inspection"
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// - Throws: SQLite's error, or `StoreError` when the content cannot be read.
    package static func read(path: String, now: Date) async throws -> StoreInspection {
        try await DatabaseFile.offPool {
            try queue(path).read { database in
                let integrity = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
                return try StoreInspection(of: StoreConnection(database), integrity: integrity, now: now)
            }
        }
    }

    /// The view of a PostgreSQL database, which looks after its own files.
    /// - Throws: `StoreError`.
    package static func read(_ location: StoreLocation, now: Date) async throws -> StoreInspection {
        try await DatabaseCommand(location).read { try StoreInspection(of: $0, integrity: "ok", now: now) }
    }

    private init(of database: StoreConnection, integrity: String, now: Date) throws {
        let snapshot = try AuthorityRows.snapshot(from: database)
        var revocations: [AuthorityNumber: AuthorityRevocation] = [:]
        for authority in snapshot.authorities {
            guard let (issuer, serial) = AuthorityRevocation.row(of: authority) else { continue }
            let row = try RequestRow.row(serial: serial, of: issuer, from: database)
            revocations[authority.number] = AuthorityRevocation(of: authority, row: row)
        }
        var lists: [RevocationListPart: RevocationListState] = [:]
        for authority in snapshot.authorities {
            for key in authority.keys {
                let id = AuthorityKeyID(authority: authority.number, index: key.index)
                for partition in RevocationListRules(of: authority).partitions {
                    let part = RevocationListPart(key: id, partition: partition)
                    lists[part] = try RevocationListRow.state(of: part, from: database)
                }
            }
        }
        var exchange: [AuthorityNumber: [StoredExchangeCertificate]] = [:]
        for authority in snapshot.authorities {
            exchange[authority.number] = try ExchangeCertificateRow.newest(of: authority.number, from: database).filter {
                let row = try RequestRow.row(of: $0.request, authority.number, from: database)
                return row?.disposition == .issued && row?.certificate.map { $0.notAfter > now } == true
            }
        }
        var signers: [AuthorityKeyID: (signer: StoredStatusSigner, notAfter: Date)] = [:]
        for key in Set(lists.keys.map(\.key)) {
            guard let signer = try StatusSignerRow.newest(of: key, from: database).first,
                let row = try RequestRow.row(of: signer.request, key.authority, from: database), row.disposition == .issued,
                let notAfter = row.certificate?.notAfter, notAfter > now
            else { continue }
            signers[key] = (signer, notAfter)
        }
        authorities = snapshot.authorities
        templates = snapshot.templates
        acceptances = snapshot.acceptances
        publications = snapshot.publications
        revocationLists = lists
        self.revocations = revocations
        exchangeCertificates = exchange
        statusSigners = signers
        var unfinished: [AuthorityNumber: [String]] = [:]
        for authority in snapshot.authorities where authority.keys.contains(where: { !$0.reference.isInProcess }) {
            unfinished[authority.number] = try SigningIntentRow.unfinishedSerials(of: authority.number, from: database)
        }
        unfinishedSerials = unfinished
        secretKeyVersions = try SecretRow.keyVersions(from: database)
        withoutAdministrator = try Self.withoutAdministrator(snapshot.authorities, from: database)
        mail = try MailRow.backlog(from: database)
        mailReason = try MailRow.mails(isFailed: true, after: nil, limit: 1_000, from: database).last?.reason
        self.integrity = integrity
    }

    /// Reads accounts page by page until each authority has an administrator.
    private static func withoutAdministrator(_ authorities: [StoredAuthority], from database: StoreConnection) throws -> Set<
        AuthorityNumber
    > {
        var left = authorities
        var page = DirectoryPage(limit: 1_000)
        while !left.isEmpty {
            let accounts = try PrincipalRow.page(page, where: "enabled = 1", from: database) { _ in }
            for account in accounts where account.kind == .user {
                left.removeAll { $0.rights(of: account).contains(.manageAuthority) }
            }
            guard accounts.count == page.limit, let last = accounts.last else { break }
            page.after = last.name
        }
        return Set(left.map(\.number))
    }
}
