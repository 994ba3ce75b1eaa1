import CAInterface
import CertManagement
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PortableFoundation
import WireProtocols

// Outgoing mail, which belongs to the installation and not to one of its CAs.
extension APIFrontEnd {
    /// The outbox. Responses name people and must not be cached.
    func mailResponse(_ path: APIPath, _ request: Request, _ query: Substring?, _ caller: Caller) async throws -> Response {
        guard let mail else { throw Refusal.noSuchPath }
        var response: Response
        switch path {
        case .mails:
            let parameters = try QueryParameters(query)
            let limit = try Self.limit(parameters)
            let failed = try parameters["failed"].map { text throws(BodyError) in try Self.flag(text, "failed") }
            let after = try parameters["after"].map { text throws(BodyError) in try Self.mailID(text, "after") }
            let rows = try await mail.mails(isFailed: failed, after: after, limit: limit, for: caller)
            response = try Response.json(
                PageBody(items: rows.map(MailBody.init), next: rows.count < limit ? nil : rows.last?.id.uuidString.lowercased())
            )
        case .mailRetry(let text):
            guard let row = try await mail.retry(try Self.mailID(text, "id"), by: caller) else {
                throw CAError(
                    .notFound,
                    status: .invalidArgument,
                    "There is no failed mail \(text). `chancery mail list --failed` shows them."
                )
            }
            response = try Response.json(MailBody(row))
        case .mailTest:
            let body = try MailTestBody(json: try await RequestBody.bytes(of: request))
            let test = try await mail.test(body.address, by: caller)
            response = try Response.json(MailTestResultBody(address: test.address, fault: test.fault))
        default: throw Refusal.noSuchPath
        }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private static func mailID(_ text: String, _ field: String) throws(BodyError) -> UUID {
        guard let id = UUID(uuidString: text) else {
            throw BodyError(field: field, value: text, reason: "\(text.prefix(100)) is not the id of a mail, a GUID")
        }
        return id
    }

    private static func flag(_ text: String, _ field: String) throws(BodyError) -> Bool {
        guard let flag = Bool(text) else {
            throw BodyError(field: field, value: text, reason: "\(field) is \(text.prefix(100)); it must be true or false")
        }
        return flag
    }
}

extension MailBody {
    init(_ mail: OutgoingMail) {
        self.init(
            id: mail.id,
            event: mail.event.rawValue,
            template: mail.template,
            address: mail.address,
            queued: mail.queued,
            attempts: mail.attempts,
            due: mail.isFailed ? nil : mail.due,
            failed: mail.isFailed,
            reason: mail.reason.isEmpty ? nil : mail.reason
        )
    }
}
