import CAInterface
import CertManagement
import PortableFoundation
import GRDB
import PKIFormats

/// What an attempt holds beside the columns that constraints look at.
struct AttemptDocument: Codable, Hashable {
    let authority: String
    let template: String

    init(authority: String, template: String) {
        self.authority = authority
        self.template = template
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        authority = try members.value(.authority)
        template = try members.value(.template)
    }
}

/// Attempts to get a certificate, with the bytes that were sent.
enum AttemptRow {
    static func insert(_ attempt: CertificateAttempt, into database: Database) throws {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO certificate_attempt (request, option, number, revision, outcome, authority_request, document, certification_request)
            VALUES (?, ?, ?, 1, ?, ?, ?, ?)
            """
        )
        row.bind(attempt.request)
        row.bind(attempt.option)
        row.bind(attempt.number)
        row.bind(word(of: attempt.outcome))
        row.bind(id(in: attempt.outcome))
        row.bind(try Document.text(AttemptDocument(authority: attempt.authority, template: attempt.template)))
        row.bind(attempt.certificationRequest)
        try row.run()
    }

    static func replace(_ attempt: CertificateAttempt, in database: Database) throws {
        var row = try BoundStatement(
            database,
            """
            UPDATE certificate_attempt SET revision = ?, outcome = ?, authority_request = ?
            WHERE request = ? AND option = ? AND number = ? AND revision = ?
            """
        )
        row.bind(attempt.revision)
        row.bind(word(of: attempt.outcome))
        row.bind(id(in: attempt.outcome))
        row.bind(attempt.request)
        row.bind(attempt.option)
        row.bind(attempt.number)
        row.bind(attempt.revision - 1)
        try row.run()
        try ManagementRows.requireOneRow(database, "attempt \(attempt.submissionKey) is not at revision \(attempt.revision - 1)")
    }

    static func attempts(of request: UUID, from database: Database) throws -> [CertificateAttempt] {
        var row = try BoundStatement(
            database,
            """
            SELECT option, number, revision, outcome, authority_request, document, certification_request
            FROM certificate_attempt WHERE request = ? ORDER BY option, number
            """
        )
        row.bind(request)
        var attempts: [CertificateAttempt] = []
        while try row.step() {
            let document = try Document.value(AttemptDocument.self, from: row.text(5))
            attempts.append(
                CertificateAttempt(
                    request: request,
                    option: row.int(0),
                    number: row.int(1),
                    certificationRequest: row.bytes(6),
                    authority: document.authority,
                    template: document.template,
                    revision: row.int(2),
                    outcome: try outcome(row.text(3), id: row.optionalInt(4))
                )
            )
        }
        return attempts
    }

    private static func word(of outcome: CertificateAttempt.Outcome) -> String {
        switch outcome {
        case .unknown: "unknown"
        case .pending: "pending"
        case .issued: "issued"
        case .refused: "refused"
        }
    }

    private static func id(in outcome: CertificateAttempt.Outcome) -> Int? {
        switch outcome {
        case .unknown: nil
        case .pending(let id), .issued(let id): id.rawValue
        case .refused(let id): id?.rawValue
        }
    }

    private static func outcome(_ word: String, id: Int?) throws -> CertificateAttempt.Outcome {
        switch (word, id) {
        case ("unknown", _): return .unknown
        case ("pending", let id?): return .pending(RequestID(id))
        case ("issued", let id?): return .issued(RequestID(id))
        case ("refused", let id): return .refused(id.map { RequestID($0) })
        default: throw StoreError("a certificate attempt has the outcome “\(word)” without a request id; the database is damaged")
        }
    }
}
