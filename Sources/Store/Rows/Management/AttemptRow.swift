import CAInterface
import CertManagement
import PortableFoundation
import PKIFormats

/// The parts of an attempt that no constraint needs.
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

/// Attempts to get a certificate, with the submitted bytes.
enum AttemptRow {
    private enum Column: Int32, TableColumn {
        case request, option, number, revision, outcome, authorityRequest, document, certificationRequest
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "certificate_attempt")
    private static let replacement = ColumnStatement<Column>.update(
        of: "certificate_attempt",
        setting: [.revision, .outcome, .authorityRequest],
        where: "request = ? AND option = ? AND number = ? AND revision = ?"
    )
    private static let ofRequest = "SELECT \(Column.list) FROM certificate_attempt WHERE request = ? ORDER BY option, number"

    static func insert(_ attempt: CertificateAttempt, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in
            if column == .revision { row.bind(1) } else { try bind(column, of: attempt, to: &row) }
        }
    }

    static func replace(_ attempt: CertificateAttempt, in database: StoreConnection) throws {
        try replacement.run(
            in: database,
            where: { row in
                row.bind(attempt.request)
                row.bind(attempt.option)
                row.bind(attempt.number)
                row.bind(attempt.revision - 1)
            },
            bind: { column, row in try bind(column, of: attempt, to: &row) }
        )
        try ManagementRows.requireOneRow(database, "attempt \(attempt.submissionKey) is not at revision \(attempt.revision - 1)")
    }

    private static func bind(_ column: Column, of attempt: CertificateAttempt, to row: inout BoundStatement) throws {
        switch column {
        case .request: row.bind(attempt.request)
        case .option: row.bind(attempt.option)
        case .number: row.bind(attempt.number)
        case .revision: row.bind(attempt.revision)
        case .outcome: row.bind(word(of: attempt.outcome))
        case .authorityRequest: row.bind(id(in: attempt.outcome))
        case .document: row.bind(try Document.text(AttemptDocument(authority: attempt.authority, template: attempt.template)))
        case .certificationRequest: row.bind(attempt.certificationRequest)
        }
    }

    static func attempts(of request: UUID, from database: StoreConnection) throws -> [CertificateAttempt] {
        var row = try BoundStatement(database, ofRequest)
        row.bind(request)
        var attempts: [CertificateAttempt] = []
        while try row.step() {
            let document = try Document.value(AttemptDocument.self, from: row.text(Column.document))
            attempts.append(
                CertificateAttempt(
                    request: request,
                    option: row.int(Column.option),
                    number: row.int(Column.number),
                    certificationRequest: row.bytes(Column.certificationRequest),
                    authority: document.authority,
                    template: document.template,
                    revision: row.int(Column.revision),
                    outcome: try outcome(row.text(Column.outcome), id: row.optionalInt(Column.authorityRequest))
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
