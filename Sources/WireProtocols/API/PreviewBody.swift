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

    /// A document as `PUT /api/v1/templates/{name}` reads it.
    private static func template(_ document: JSONValue) throws(BodyError) -> TemplateBody {
        do throws(BodyError) {
            return TemplateBody(try StrictBody.value(TemplateDocumentBody.self, from: Array(document.text.utf8)).template)
        } catch {
            // The place within the whole body.
            throw BodyError(
                field: error.field == "body" ? "template" : "template." + error.field,
                value: error.value,
                reason: "in the template, " + error.reason
            )
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
