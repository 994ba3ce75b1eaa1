import CACore
import CAInterface
package import PortableFoundation
import GRDB
import PKIDirectory
import PKIFormats
import SystemFiles

/// Gives an account the administration of an authority when nobody has it any more. Only a command on the machine of a stopped server can
/// do it: who may write the data directory could change the database anyway.
package enum AuthorityRecovery {
    /// The account gets an entry in the access list, entries that deny it the administration lose that right, and role separation ends, so
    /// that roles of its groups do not suspend it. One commit with its record.
    /// - Parameters:
    ///   - name: the authority; nil is allowed when only one issues.
    ///   - account: an enabled user.
    /// - Returns: the authority's name, and the account's.
    /// - Throws: `StoreError` that says which name is wrong.
    package static func run(in dataDirectory: String, authority name: String?, account: String, when: Date) async throws -> (
        authority: String, account: String
    ) {
        if let location = try StoreLocation.read(from: dataDirectory) {
            return try await DatabaseCommand(location).write(changesRights: true) { database, state in
                let done = try recover(name, account, when, in: database)
                state.snapshot.rightsEpoch = done.epoch
                return (done.authority, done.account)
            }
        }
        let path = dataDirectory + "/" + BackupLayout.database
        guard access(path, F_OK) == 0 else { throw StoreError("\(path) does not exist; give the data directory with --data") }
        return try await DatabaseFile.offPool {
            let pool = try DatabaseFile.open(path: path, now: when)
            defer { try? pool.close() }
            return try pool.writeWithoutTransaction { database in
                var done = (authority: "", account: "")
                try database.inTransaction(.immediate) {
                    let recovered = try recover(name, account, when, in: StoreConnection(database))
                    done = (recovered.authority, recovered.account)
                    return .commit
                }
                return done
            }
        }
    }

    private static func recover(_ name: String?, _ account: String, _ when: Date, in database: StoreConnection) throws -> (
        authority: String, account: String, epoch: Int
    ) {
        let snapshot = try AuthorityRows.snapshot(from: database)
        let wanted = snapshot.authorities.filter { name == nil ? $0.role == .issuing : $0.name.lowercased() == name?.lowercased() }
        guard wanted.count == 1, let stored = wanted.first else {
            let names = snapshot.authorities.map(\.name).joined(separator: ", ")
            let fault = name.map { "there is no authority \($0)" } ?? "several authorities issue"
            throw StoreError("\(fault); name one with --authority: \(names)")
        }
        let short = account.split(separator: "\\").last.map(String.init) ?? account
        let found = try PrincipalRow.principals(where: "folded_name = ?", from: database) { $0.bind(PrincipalRow.folded(short)) }
        guard let principal = found.first, principal.kind == .user, principal.enabled else {
            throw StoreError("there is no enabled user \(account); name one that can sign in")
        }
        var changed = stored
        changed.duties.roleSeparation = false
        changed.access.entries = stored.access.entries.compactMap { entry in
            guard entry.isDeny, principal.isIdentified(by: entry.trustee) else { return entry }
            let rest = entry.rights.subtracting(.manageAuthority)
            return rest.isEmpty ? nil : AccessControlList.Entry(trustee: entry.trustee, rights: rest, isDeny: true)
        }
        if !changed.access.rights(of: principal).contains(.manageAuthority) {
            changed.access.entries.append(AccessControlList.Entry(trustee: principal.sid, rights: [.read, .manageAuthority]))
        }
        changed.revision += 1
        try AuthorityRows.replace(stored, by: changed, in: database)
        try AuthorityRows.saveRightsEpoch(snapshot.rightsEpoch + 1, in: database)
        let event = AuditEvent.authorityRecovered(authority: stored.number.rawValue, account: principal.accountName, sid: principal.sid)
        try AuditRow.append(AuditRecord(event, by: .service(.command), when: when), to: database)
        return (stored.name, principal.accountName, snapshot.rightsEpoch + 1)
    }
}
