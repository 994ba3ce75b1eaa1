import CACore
import PKIDirectory

/// Applies directory changes in the open transaction, with their record and the new rights epoch.
struct DirectoryChangeSet: Sendable {
    let changes: [DirectoryChange]
    let audit: AuditRecord
    /// The rights epoch of the decision; nil for any.
    let epoch: Int?
    /// The group that must keep a member who can sign in.
    let administrators: SecurityIdentifier

    /// - Throws: `DirectoryError`, or the database's error for a failure that this caller did not cause.
    func apply(to database: StoreConnection, _ state: inout WriterState) throws {
        if let epoch, epoch != state.snapshot.rightsEpoch {
            throw DirectoryError(.conflict, "the directory has changed since epoch \(epoch); read it again")
        }
        // Checked inside the transaction: if two administrators disable each other at once, one of them comes second.
        let hadAdministrator =
            try changes.mayTakeAdministrators && PrincipalRow.hasMemberWithPassword(administrators, in: database)
        for change in changes {
            do {
                try apply(change, to: database)
            } catch let error as ConstraintError {
                throw failure(for: error, change)
            }
        }
        if hadAdministrator, try !PrincipalRow.hasMemberWithPassword(administrators, in: database) {
            throw DirectoryError.lastAdministrator
        }
        try AuditRow.append(audit, to: database)
        state.snapshot.rightsEpoch += 1
        try AuthorityRows.saveRightsEpoch(state.snapshot.rightsEpoch, in: database)
        state.directoryChanged = true
    }

    private func apply(_ change: DirectoryChange, to database: StoreConnection) throws {
        switch change {
        case .added(let principal):
            try PrincipalRow.insert(principal, into: database)
            for group in principal.groups { try PrincipalRow.addMember(principal.sid, to: group, in: database) }
        case .updated(let principal):
            guard try PrincipalRow.replace(principal, in: database) else {
                throw DirectoryError(
                    .conflict,
                    "\(principal.accountName) is unknown, or somebody else has changed it meanwhile; read it again"
                )
            }
        case .passwordSet(let principal, let record): try PrincipalRow.setPassword(record, of: principal, in: database)
        case .memberAdded(let group, let member): try PrincipalRow.addMember(member, to: group, in: database)
        case .memberRemoved(let group, let member): try PrincipalRow.removeMember(member, from: group, in: database)
        }
    }

    private func failure(for error: ConstraintError, _ change: DirectoryChange) -> DirectoryError {
        let constraint = error.constraint
        switch change {
        case .added(let principal), .updated(let principal):
            let taken: String? =
                switch constraint {
                case .principalName: "an account named \(principal.name)"
                case .principalUserPrincipalName: "an account with the user principal name \(principal.userPrincipalName ?? "")"
                case .principalDNSName: "a machine with the DNS name \(principal.dnsHostName ?? "")"
                case .principalIdentity: "an account with this SID or identifier"
                default: nil
                }
            if let taken { return DirectoryError(.alreadyExists, "\(taken) already exists; choose another name") }
            if constraint == .reference || constraint == .onlyGroupsHaveMembers {
                return DirectoryError(.unknown, "\(principal.accountName) names a group that does not exist; name an existing group")
            }
            return DirectoryError(
                .invalidName,
                "\(principal.accountName) cannot be stored: one of its values is not allowed in accounts; correct it"
            )
        case .passwordSet(let principal, _):
            return constraint == .reference
                ? DirectoryError(.unknown, "no account has the identifier \(principal)")
                : DirectoryError(.invalidName, "the password cannot be stored; choose another")
        case .memberAdded(let group, let member), .memberRemoved(let group, let member):
            return DirectoryError(
                .unknown,
                "\(member) cannot be a member of \(group); both must exist and the second must be a group"
            )
        }
    }
}
