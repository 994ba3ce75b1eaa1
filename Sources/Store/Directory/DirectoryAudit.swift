import CACore
import FoundationEssentials
import PKICrypto
import PKIDirectory

/// The record of a directory change: who, when, what, and every changed value but passwords.
enum DirectoryAudit {
    private struct Entry: Encodable {
        let action: String
        let actor: String
        let changes: [Change]
        /// Milliseconds since 1970.
        let when: Int
    }

    private struct Change: Encodable {
        let kind: String
        var principal: Principal?
        var id: UUID?
        var passwordGeneration: UUID?
        var group: String?
        var member: String?
    }

    static func record(of changes: [DirectoryChange], _ audit: DirectoryAuditRecord) throws -> AuditRecord {
        let entry = Entry(action: audit.action, actor: audit.actor, changes: changes.map(change), when: audit.when.storedMilliseconds)
        let bytes = [AuditRecord.formVersion] + Array(try Document.text(entry).utf8)
        return AuditRecord(
            when: audit.when, actor: audit.actor, event: "directoryChanged", bytes: bytes, leafHash: Digest.sha256([0] + bytes))
    }

    private static func change(_ change: DirectoryChange) -> Change {
        switch change {
        case .added(let principal): Change(kind: "added", principal: principal)
        case .updated(let principal): Change(kind: "updated", principal: principal)
        case .passwordSet(let id, let record):
            Change(kind: record == nil ? "passwordRemoved" : "passwordSet", id: id, passwordGeneration: record?.generation)
        case .memberAdded(let group, let member): Change(kind: "memberAdded", group: group.text, member: member.text)
        case .memberRemoved(let group, let member): Change(kind: "memberRemoved", group: group.text, member: member.text)
        }
    }
}
