package import CAInterface
import HTTPTypes
package import WireProtocols

// The record, and the log over it.
extension RemoteAdministration {
    /// One page of the record.
    package func auditRecords(_ query: AuditQuery) async throws -> PageBody<AuditRecordBody, Int> {
        try API.decode(PageBody<AuditRecordBody, Int>.self, try await transport.send(.get, .auditRecords, query: query.query))
    }

    package func auditRecord(at position: Int) async throws -> AuditRecordBody {
        try API.decode(AuditRecordBody.self, try await transport.send(.get, .auditRecord(position: position)))
    }

    package func auditLog() async throws -> RecordLogBody {
        try API.decode(RecordLogBody.self, try await transport.send(.get, .auditLog))
    }
}
