package import CAInterface
import CertificateTemplates
import PKIFormats
import PortableFoundation

/// `POST /api/v1/authorities/{ca}/requests/preview`: a submission, with the account and the unsaved template that administrators may give.
package struct PreviewBody: Sendable {
    package var submission: SubmitBody
    /// An account, as whom to ask.
    package var account: String?
    /// A document like those of `GET /api/v1/templates`, which is not saved.
    package var template: TemplateBody?

    package init(submission: SubmitBody, account: String? = nil, template: TemplateBody? = nil) {
        self.submission = submission
        self.account = account
        self.template = template
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        account = try object.optionalText("as")
        template = try object.optionalDocument("template").map { document throws(BodyError) in try Self.template(document) }
        submission = try SubmitBody(members: &object)
        try object.finish()
    }

    package func options() throws(BodyError) -> RequestPreviewOptions {
        RequestPreviewOptions(account: account, template: try template?.template())
    }

    private static func template(_ document: JSONValue) throws(BodyError) -> TemplateBody {
        guard case .object(let members) = document else {
            throw BodyError(
                field: "template",
                value: document.kind,
                reason: "the member template must be an object and is \(document.kind)"
            )
        }
        let known = Set(TemplateField.all.map(\.name))
        if let unknown = members.map(\.name).filter({ !known.contains($0) }).min() {
            throw BodyError(
                field: "template.\(unknown)",
                value: unknown,
                reason: "a template has no member \(unknown); check its spelling"
            )
        }
        do {
            return try JSONDecoder().decode(TemplateBody.self, from: Data(document.text.utf8))
        } catch DecodingError.keyNotFound(let key, _) {
            throw BodyError(field: "template", value: key.stringValue, reason: "the template has no member \(key.stringValue)")
        } catch let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context), let DecodingError.dataCorrupted(
            context
        )
        {
            let field = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw BodyError(field: "template.\(field)", value: "", reason: "template.\(field) is not of the kind that it must be")
        } catch {
            throw BodyError(field: "template", value: "", reason: "the template cannot be read")
        }
    }
}

extension PreviewBody: Encodable {
    private enum CodingKeys: String, CodingKey {
        case request, format, attributes, template
        case account = "as"
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(submission.request, forKey: .request)
        try members.encodeIfPresent(submission.format, forKey: .format)
        try members.encodeIfPresent(submission.attributes, forKey: .attributes)
        try members.encodeIfPresent(account, forKey: .account)
        try members.encodeIfPresent(template, forKey: .template)
    }
}
