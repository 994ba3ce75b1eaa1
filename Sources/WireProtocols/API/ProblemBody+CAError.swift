package import CAInterface
package import PortableFoundation
import PKIFormats

// CA errors become HTTP answers only here, and a client turns them back into CA errors only here.

extension ProblemBody {
    /// The HTTP status of each code. A code that is missing here is 500.
    private static let statuses: [CAError.Code: Int] = [
        .malformed: 400, .signInRequired: 401, .accessDenied: 403, .notFound: 404, .unknownAuthority: 404, .wrongState: 409,
        .unacceptable: 422, .conflict: 409, .preconditionFailed: 412, .preconditionRequired: 428,
        .notImplemented: 501, .tooManyRequests: 429, .unavailable: 503, .internal: 500, .untrustedServer: 502,
    ]

    private static let titles: [Int: String] = [
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
        412: "Precondition Failed", 413: "Content Too Large",
        415: "Unsupported Media Type", 422: "Unprocessable Content", 428: "Precondition Required", 429: "Too Many Requests",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway",
        503: "Service Unavailable",
    ]

    private static let prefix = "urn:chancery:"

    /// The answer for every absent row, whoever owns it. An answer that named the id or the occasion would tell which ids exist.
    package static let absentRow = ProblemBody(
        type: prefix + CAError.Code.notFound.rawValue,
        title: "Not Found",
        status: 404,
        detail: "This request or certificate does not exist, or you may not see it. Check its number and the account you signed in with.",
        code: HRESULT.certsrvPropertyEmpty.description,
        rule: "RowIsVisible",
        field: "requestId",
        remedy: "Check the number. Officers see every request of their CA, everybody else only what their own account submitted."
    )

    /// The same for requests of certificate management.
    package static let absentManagementRequest = ProblemBody(
        type: prefix + CAError.Code.notFound.rawValue,
        title: "Not Found",
        status: 404,
        detail: "This request does not exist, or you may not see it. Check its GUID and the account you signed in with.",
        code: HRESULT.certsrvPropertyEmpty.description,
        rule: "RowIsVisible",
        field: "managementRequest",
        remedy: "`chancery management requests` lists yours and those of profile templates whose policies name you."
    )

    /// - Parameter absence: the answer for every absent row where the path names somebody's row: an absent one must answer like a hidden one.
    package init(_ error: CAError, absence: ProblemBody? = nil, correlationID: UUID) {
        if let absence, error.code == .notFound {
            self = absence
            return
        }
        let status = Self.statuses[error.code] ?? 500
        self.init(
            error.code.rawValue,
            status: status,
            detail: error.message,
            code: error.status,
            reason: error.reason,
            correlationID: correlationID
        )
    }

    /// For refusals about which no CA was asked.
    package init(_ word: String, status: Int, detail: String, code: HRESULT, reason: DenialReason? = nil, correlationID: UUID) {
        self.init(
            type: Self.prefix + word,
            title: Self.titles[status] ?? "Error",
            status: status,
            // The text quotes input and is shown to people.
            detail: ControlText.visible(detail, keepsLines: true),
            code: code.description,
            rule: reason?.rule,
            field: reason?.field,
            value: reason?.value,
            remedy: reason?.remedy,
            correlationId: correlationID.uuidString.lowercased()
        )
    }

    /// The error that a client throws for this answer.
    package var error: CAError {
        let word = type.hasPrefix(Self.prefix) ? String(type.dropFirst(Self.prefix.count)) : ""
        let named = CAError.Code(rawValue: word)
        let byStatus: CAError.Code =
            switch status {
            case 400, 405, 413, 415: .malformed
            case 401: .signInRequired
            case 403: .accessDenied
            case 404: .notFound
            case 409: .wrongState
            case 412: .preconditionFailed
            case 422: .unacceptable
            case 428: .preconditionRequired
            case 429, 503: .unavailable
            case 501: .notImplemented
            default: .internal
            }
        let reason = rule.map { DenialReason(rule: $0, field: field ?? "", value: value ?? "", remedy: remedy ?? "") }
        return CAError(Self.statuses[named] == nil ? byStatus : named, status: HRESULT(text: code) ?? .fail, detail, reason: reason)
    }
}

extension CAError {
    /// The response for an unreadable body or path.
    package init(_ fault: BodyError) {
        self.init(
            .malformed,
            status: .invalidData,
            fault.reason.prefix(1).uppercased() + fault.reason.dropFirst() + ".",
            reason: DenialReason(
                rule: "BodyIsReadable",
                field: fault.field,
                value: String(fault.value.prefix(200)),
                remedy: "Correct the field and send the request again."
            )
        )
    }
}
