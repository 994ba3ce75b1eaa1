import CAInterface
import CertificateTemplates
import HTTPTypes
import HummingbirdCore
import WireProtocols

/// Entity tags in requests and answers, alike for certificate templates and profile templates.
extension TemplateTag {
    /// Nil when the request states none.
    static func precondition(of request: Request) throws(BodyError) -> TemplateEdit.Precondition? {
        if let tag = request.headers[.ifMatch] { return try precondition(tag) }
        guard let none = request.headers[.ifNoneMatch] else { return nil }
        guard none == "*" else {
            throw BodyError(field: "If-None-Match", value: none, reason: "If-None-Match is \(none); a PUT takes it only as *")
        }
        return .absent
    }

    /// The answer with the tag of a version. A stricter rule about keeping it stands.
    static func tagged(_ response: Response, _ version: Int) -> Response {
        var response = response
        response.headers[.eTag] = text(version)
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "private, no-cache" }
        return response
    }

    /// The refusal of a PUT that states no version, where the document exists.
    /// - Parameter kind: "template" or "profile template".
    static func required(_ kind: String, _ name: String) -> CAError {
        CAError(
            .preconditionRequired,
            status: .objectAlreadyExists,
            "The \(kind) \(name) exists. An edit must say which version it was made from.",
            reason: DenialReason(
                rule: "EditsNameTheirVersion",
                field: "If-Match",
                value: "absent",
                remedy: "Read the \(kind) and send its ETag as If-Match, or If-None-Match: * to make a new one only."
            )
        )
    }
}
