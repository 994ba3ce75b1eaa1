package import CAInterface
package import PKIDirectory
package import PKIFormats
import PortableFoundation
import Synchronization

/// Shows the record to auditors, and its log to everybody.
package struct RecordReading: RecordSource {
    /// Rows that one call reads at most.
    static let mostExamined = 20_000
    private static let pageSize = 1_000

    private let service: CertificationService
    private let log: RecordLogService

    package init(service: CertificationService, log: RecordLogService) {
        self.service = service
        self.log = log
    }

    package func records(_ query: AuditQuery, for caller: Caller) async throws -> AuditPage {
        try await service.mapped {
            let audited = try await audited(by: caller)
            var authority: Int?
            if let name = query.authority {
                guard let found = try await number(of: name, among: audited) else { return AuditPage(records: [], next: nil) }
                authority = found
            }
            var found: [StoredAuditRecord] = []
            var last = query.after
            while last - query.after < Self.mostExamined {
                let page = try await service.store.auditRecords(after: last, limit: Self.pageSize)
                for stored in page {
                    last = stored.position
                    guard Self.matches(stored, query, authority: authority, audited: audited) else { continue }
                    found.append(stored)
                    if found.count == query.limit { return AuditPage(records: found, next: last) }
                }
                if page.count < Self.pageSize { return AuditPage(records: found, next: nil) }
            }
            return AuditPage(records: found, next: last)
        }
    }

    package func record(at position: Int, for caller: Caller) async throws -> StoredAuditRecord {
        try await service.mapped {
            let audited = try await audited(by: caller)
            let found = position > 0 ? try await service.store.auditRecords(after: position - 1, limit: 1).first : nil
            guard let found, found.position == position, Self.isVisible(Facts(of: found.record), to: audited) else {
                throw CAError(.notFound, status: .invalidArgument, "The record has no row \(position) that you may see.")
            }
            return found
        }
    }

    package func logState() -> RecordLogState? {
        let (log, obstacle) = log.status.withLock { ($0.log, $0.obstacle) }
        return log.map {
            RecordLogState(
                generation: $0.generation,
                origin: $0.origin,
                verifierKey: $0.verifierKey,
                size: $0.size,
                checkpoint: $0.published,
                publishedSize: $0.publishedSize,
                obstacle: obstacle
            )
        }
    }

    package func tile(_ path: TilePath) async throws -> [UInt8]? {
        try await service.mapped { try await service.store.recordTile(path) }
    }

    // MARK: Who sees what

    /// The numbers of the authorities whose auditor the caller is.
    private func audited(by caller: Caller) async throws -> Set<Int> {
        let snapshot = try await service.snapshots.current()
        guard let known = try await snapshot.principal(caller.principal.id, from: service.directory), known.principal.enabled else {
            throw CAError(.accessDenied, status: .accessDenied, "The account \(caller.principal.accountName) is unknown or disabled.")
        }
        let authorities = try await service.store.authorities()
        let audited = authorities.filter { $0.rights(of: known.principal).contains(.audit) }
        guard !audited.isEmpty else {
            throw CAError(
                .accessDenied,
                status: .accessDenied,
                "\(known.principal.accountName) has no right to read the record. Auditors of an authority have it."
            )
        }
        return Set(audited.map(\.number.rawValue))
    }

    private func number(of name: String, among audited: Set<Int>) async throws -> Int? {
        let wanted = name.lowercased()
        let found = try await service.store.authorities().first { stored in
            stored.name.lowercased() == wanted || SanitizedName.of(stored.name).lowercased() == wanted
        }
        guard let found else {
            throw CAError(
                .unknownAuthority,
                status: .invalidArgument,
                "There is no authority named \(name.quoted).",
                reason: DenialReason(rule: "AuthorityIsKnown", field: "authority", value: name, remedy: "Check the spelling.")
            )
        }
        return audited.contains(found.number.rawValue) ? found.number.rawValue : nil
    }

    /// The members of a record by which it is found.
    private struct Facts: Decodable {
        var authority: Int?
        var request: Int?
        var requests: [Int]?
        var serial: String?

        private enum Member: String, CodingKey { case authority, request, requests, serial }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Member.self)
            authority = try? members.decode(Int.self, forKey: .authority)
            // In certificate management a request is a GUID.
            request = try? members.decode(Int.self, forKey: .request)
            requests = try? members.decode([Int].self, forKey: .requests)
            serial = try? members.decode(String.self, forKey: .serial)
        }

        init(of record: AuditRecord) {
            let read = try? JSONDecoder().decode(Facts.self, from: Data(record.bytes.dropFirst()))
            (authority, request, requests, serial) = (read?.authority, read?.request, read?.requests, read?.serial)
        }
    }

    private static func isVisible(_ facts: Facts, to audited: Set<Int>) -> Bool {
        facts.authority.map { audited.contains($0) } ?? true
    }

    private static func matches(_ stored: StoredAuditRecord, _ query: AuditQuery, authority: Int?, audited: Set<Int>) -> Bool {
        let record = stored.record
        // The columns first: reading the body costs more.
        if let event = query.event, record.event != event { return false }
        if let actor = query.actor, record.actor.lowercased() != actor.lowercased() { return false }
        if let from = query.from, record.when < from { return false }
        if let before = query.before, record.when >= before { return false }
        let facts = Facts(of: record)
        guard isVisible(facts, to: audited) else { return false }
        if let authority, facts.authority != authority { return false }
        if let request = query.request, facts.request != request, facts.requests?.contains(request) != true { return false }
        if let serial = query.serial, facts.serial?.lowercased() != serial.lowercased() { return false }
        return true
    }
}
