import CertManagement
import PortableFoundation

/// Applies management changes in the open transaction, with their audit records.
struct ManagementChangeSet: Sendable {
    let changes: [ManagementChange]

    /// - Throws: `ManagementCommitError`, or the database's error for a failure that this caller did not cause.
    func apply(to database: StoreConnection) throws {
        for change in changes {
            do {
                try apply(change, to: database)
            } catch let error as ConstraintError {
                throw Self.failure(for: error)
            }
        }
    }

    private func apply(_ change: ManagementChange, to database: StoreConnection) throws {
        switch change {
        case .profileTemplateSaved(let template, let audit):
            try ManagementRows.save(template, in: database)
            try AuditRow.append(audit, to: database)
        case .requestCreated(let request): try ManagementRows.insert(request, into: database)
        case .requestUpdated(let request): try ManagementRows.replace(request, in: database)
        case .requestStands(let id, let revision): try ManagementRows.check(id, revision: revision, in: database)
        case .attemptStarted(let attempt): try AttemptRow.insert(attempt, into: database)
        case .attemptSettled(let attempt): try AttemptRow.replace(attempt, in: database)
        case .profileCreated(let profile): try ManagementRows.insert(profile, into: database)
        case .profileUpdated(let profile): try ManagementRows.replace(profile, in: database)
        case .profileStands(let id, let revision): try ManagementRows.check(profile: id, revision: revision, in: database)
        case .smartcardCreated(let card): try SmartcardRow.insert(card, into: database)
        case .smartcardUpdated(let card): try SmartcardRow.replace(card, in: database)
        case .smartcardStands(let id, let revision): try ManagementRows.check(smartcard: id, revision: revision, in: database)
        case .secretSealed(let secret): try SecretRow.insert(secret, into: database)
        case .secretForgotten(let id): try SecretRow.delete(id, in: database)
        case .oneTimePasswordsSaved(let passwords): try OneTimePasswordRow.save(passwords, in: database)
        case .certificateStanding(let certificate): try ManagementRows.replaceStanding(certificate, in: database)
        case .certificateAdded(let certificate): try ManagementRows.insert(certificate, into: database)
        case .mail(let change): try MailRow.apply(change, to: database)
        case .happened(let event, let audit):
            try ManagementRows.insert(event, into: database)
            try AuditRow.append(audit, to: database)
        case .recorded(let record): try AuditRow.append(record, to: database)
        }
    }

    /// A duplicate key means that somebody else was first; any other broken constraint is our own fault.
    private static func failure(for error: ConstraintError) -> ManagementCommitError {
        switch error.constraint {
        case .unique, .profileTemplateName: .moved("\(error)")
        case let constraint: .failed("\(constraint.rawValue): \(error)")
        }
    }
}
