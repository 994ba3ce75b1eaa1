/// An error answer: problem+json (RFC 9457) with the members that every front end adds.
package struct ProblemBody: Hashable, Sendable, Codable {
    package static let mediaType = "application/problem+json"

    /// `urn:chancery:` and the code of the error, e.g. `urn:chancery:notFound`.
    package var type: String
    /// The HTTP reason phrase.
    package var title: String
    package var status: Int
    /// The fault, its reason and the remedy.
    package var detail: String
    /// An HRESULT, `0x80094004`.
    package var code: String
    package var rule: String?
    package var field: String?
    package var value: String?
    package var remedy: String?
    /// Also in the header `X-Correlation-Id`. Absent where two answers must be alike byte for byte.
    package var correlationId: String?

    package init(
        type: String,
        title: String,
        status: Int,
        detail: String,
        code: String,
        rule: String? = nil,
        field: String? = nil,
        value: String? = nil,
        remedy: String? = nil,
        correlationId: String? = nil
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
        self.rule = rule
        self.field = field
        self.value = value
        self.remedy = remedy
        self.correlationId = correlationId
    }

    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.object { object in
            object.member("type", type)
            object.member("title", title)
            object.member("status", status)
            object.member("detail", detail)
            object.member("code", code)
            object.member("rule", rule)
            object.member("field", field)
            object.member("value", value)
            object.member("remedy", remedy)
            object.member("correlationId", correlationId)
        }
        return writer.bytes
    }
}
