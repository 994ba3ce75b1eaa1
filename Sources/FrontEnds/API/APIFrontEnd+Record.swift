import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

// The record of the installation, and the log over it.
extension APIFrontEnd {
    /// Records name people, so that the answers must not be cached.
    func recordResponse(_ path: APIPath, _ query: Substring?, _ caller: Caller) async throws -> Response {
        guard let record else { throw Refusal.noSuchPath }
        var response: Response
        switch path {
        case .auditRecords:
            let page = try await record.records(try AuditQuery(QueryParameters(query)), for: caller)
            response = try Response.json(PageBody(items: page.records.map(AuditRecordBody.init), next: page.next))
        case .auditRecord(let position):
            response = try Response.json(AuditRecordBody(try await record.record(at: position, for: caller)))
        case .auditLog:
            guard let state = record.logState() else {
                throw CAError(
                    .notFound,
                    status: .invalidArgument,
                    "The log over the record has not begun. It begins a moment after the server."
                )
            }
            response = try Response.json(RecordLogBody(state))
        default: throw Refusal.noSuchPath
        }
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
