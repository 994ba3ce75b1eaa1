package import CAInterface
import PKIFormats
import PortableFoundation

/// `POST …/history`.
package struct HistoryBody: Hashable, Sendable, Codable {
    package var rows: [HistoryRowBody]

    package init(_ rows: [HistoryRow]) { self.rows = rows.map(HistoryRowBody.init) }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard var objects = try object.optionalObjects("rows") else {
            throw BodyError(field: "rows", value: "", reason: "the member rows is missing; it is an array of the rows")
        }
        try object.finish()
        rows = []
        for index in objects.indices { rows.append(try HistoryRowBody(&objects[index])) }
    }

    package func history() throws(BodyError) -> [HistoryRow] {
        var all: [HistoryRow] = []
        for row in rows { all.append(try row.row()) }
        return all
    }
}

/// One row of a former database.
package struct HistoryRowBody: Hashable, Sendable, Codable {
    package var formerRequest: Int
    /// PEM or base64 of the DER.
    package var certificate: String?
    package var disposition: Int
    package var status: String?
    package var message: String?
    package var submitted: String
    package var resolved: String?
    package var requester: String
    package var template: String?
    package var revokedWhen: String?
    package var revokedEffectiveWhen: String?
    package var revocationReason: Int?

    init(_ row: HistoryRow) {
        formerRequest = row.formerRequest
        certificate = row.certificate.map { Base64.encode($0) }
        disposition = row.disposition.rawValue
        status = row.status == .ok ? nil : row.status.description
        message = row.message.isEmpty ? nil : row.message
        submitted = WireDate.text(row.submitted)
        resolved = row.resolved.map(WireDate.text)
        requester = row.requester
        template = row.template
        revokedWhen = row.revocation.map { WireDate.text($0.when) }
        revokedEffectiveWhen = row.revocation?.effective.map(WireDate.text)
        revocationReason = row.revocation?.reason
    }

    init(_ object: inout JSONObject) throws(BodyError) {
        func required<Value>(_ value: Value?, _ name: String) throws(BodyError) -> Value {
            guard let value else { throw BodyError(field: name, value: "", reason: "the member \(name) of a row is missing") }
            return value
        }
        formerRequest = try required(try object.optionalNumber("formerRequest"), "formerRequest")
        certificate = try object.optionalText("certificate")
        disposition = try required(try object.optionalNumber("disposition"), "disposition")
        status = try object.optionalText("status")
        message = try object.optionalText("message")
        submitted = try object.text("submitted")
        resolved = try object.optionalText("resolved")
        requester = try object.text("requester")
        template = try object.optionalText("template")
        revokedWhen = try object.optionalText("revokedWhen")
        revokedEffectiveWhen = try object.optionalText("revokedEffectiveWhen")
        revocationReason = try object.optionalNumber("revocationReason")
        try object.finish()
    }

    func row() throws(BodyError) -> HistoryRow {
        func date(_ text: String?, _ field: String) throws(BodyError) -> Date? {
            guard let text else { return nil }
            return try WireDate.required(text, field: field)
        }
        var revocation: HistoryRow.Revocation?
        if let when = try date(revokedWhen, "revokedWhen") {
            revocation = HistoryRow.Revocation(
                when: when,
                effective: try date(revokedEffectiveWhen, "revokedEffectiveWhen"),
                reason: revocationReason ?? 0
            )
        }
        var code = HRESULT.ok
        if let status {
            guard let read = HRESULT(text: status) else {
                throw BodyError(field: "status", value: status, reason: "\(status) is no HRESULT such as 0x80094012")
            }
            code = read
        }
        var bytes: [UInt8]?
        if let certificate { bytes = try EncodedText.bytes(of: certificate, field: "certificate") }
        return HistoryRow(
            formerRequest: formerRequest,
            certificate: bytes,
            disposition: StoredDisposition(rawValue: disposition),
            status: code,
            message: message ?? "",
            submitted: try WireDate.required(submitted, field: "submitted"),
            resolved: try date(resolved, "resolved"),
            requester: requester,
            template: template,
            revocation: revocation
        )
    }
}

/// The answer: the outcome of each row.
package struct HistoryOutcomesBody: Hashable, Sendable, Codable {
    package struct Row: Hashable, Sendable, Codable {
        private static let (imported, present, refused) = ("imported", "present", "refused")

        package var state: String
        package var requestId: Int?
        package var reason: String?

        init(_ outcome: HistoryOutcome) {
            switch outcome {
            case .imported(let id): (state, requestId) = (Self.imported, id.rawValue)
            case .present(let id): (state, requestId) = (Self.present, id.rawValue)
            case .refused(let text): (state, reason) = (Self.refused, text)
            }
        }

        /// nil for an unknown state, and for one that lacks its member.
        package var outcome: HistoryOutcome? {
            switch state {
            case Self.imported: requestId.map { .imported(RequestID($0)) }
            case Self.present: requestId.map { .present(RequestID($0)) }
            case Self.refused: reason.map { .refused($0) }
            default: nil
            }
        }
    }

    package var rows: [Row]

    package init(_ outcomes: [HistoryOutcome]) { rows = outcomes.map(Row.init) }
}
