package import CAInterface
import PKIFormats

/// `POST /api/v1/authorities/{ca}/requests`.
package struct SubmitBody: Hashable, Sendable, Codable {
    /// PEM or base64. With the format `sctList`, the base64 of the list; with `challengeResponse`, that of the encrypted answer.
    package var request: String
    /// `pkcs10`, `pkcs7`, `cmc`, `keygen`, `challengeResponse` or `sctList`; the CA recognizes the format when it is absent.
    package var format: String?
    package var attributes: [String: String]?
    package var submissionKey: String?
    package var fullResponse: Bool?
    package var certificateTransparency: Bool?
    package var presign: Bool?
    package var renewOnBehalf: Bool?

    package init(
        request: String,
        format: String? = nil,
        attributes: [String: String]? = nil,
        submissionKey: String? = nil,
        fullResponse: Bool? = nil,
        certificateTransparency: Bool? = nil,
        presign: Bool? = nil,
        renewOnBehalf: Bool? = nil
    ) {
        self.request = request
        self.format = format
        self.attributes = attributes
        self.submissionKey = submissionKey
        self.fullResponse = fullResponse
        self.certificateTransparency = certificateTransparency
        self.presign = presign
        self.renewOnBehalf = renewOnBehalf
    }

    /// The body that a client sends. The first of several attributes with one name counts.
    package init(_ submission: Submission) {
        var attributes = Dictionary(submission.attributes.pairs.map { ($0.name, $0.value) }) { first, _ in first }
        if let template = submission.template, submission.attributes["CertificateTemplate"] == nil {
            attributes["CertificateTemplate"] = template
        }
        self.init(
            request: Base64.encode(submission.bytes),
            format: submission.format.name,
            attributes: attributes.isEmpty ? nil : attributes,
            submissionKey: submission.submissionKey,
            fullResponse: submission.wantsFullResponse ? true : nil,
            certificateTransparency: submission.wantsPrecertificate ? true : nil,
            presign: submission.wantsPresigned ? true : nil,
            renewOnBehalf: submission.renewsOnBehalf ? true : nil
        )
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        try self.init(members: &object)
        submissionKey = try object.optionalText("submissionKey")
        fullResponse = try object.optionalFlag("fullResponse")
        certificateTransparency = try object.optionalFlag("certificateTransparency")
        presign = try object.optionalFlag("presign")
        renewOnBehalf = try object.optionalFlag("renewOnBehalf")
        try object.finish()
    }

    /// The members that a preview has too.
    init(members object: inout JSONObject) throws(BodyError) {
        self.init(
            request: try object.text("request"),
            format: try object.optionalText("format"),
            attributes: try object.optionalTextByName("attributes")
        )
    }

    /// The submission for the CA. The CA decides which submission keys are allowed.
    /// - Throws: `BodyError` naming the member.
    package func submission() throws(BodyError) -> Submission {
        var wanted = RequestFormat.any
        if let format {
            guard let known = RequestFormat(name: format) else {
                throw BodyError(
                    field: "format",
                    value: format,
                    reason: "format is \(format); it must be pkcs10, pkcs7, cmc, keygen, challengeResponse or sctList, or absent"
                )
            }
            wanted = known
        }
        for (name, value) in attributes ?? [:] {
            // The record keeps attributes as lines of name:value. A line end or colon inside a name or value would make another attribute
            // there.
            guard !name.isEmpty, !name.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ":") }) else {
                throw BodyError(
                    field: "attributes",
                    value: name,
                    reason: "an attribute name must not be empty nor contain a colon or a line end"
                )
            }
            guard !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
                throw BodyError(
                    field: "attributes.\(name)",
                    value: value,
                    reason: "the value of attribute \(name) must not contain a line end"
                )
            }
        }
        return Submission(
            bytes: [.timestampList, .challengeResponse].contains(wanted)
                ? try EncodedText.bytes(of: request, field: "request") : try Self.bytes(ofRequest: request),
            format: wanted,
            attributes: attributes.map { RequestAttributes($0) } ?? .none,
            submissionKey: submissionKey,
            wantsFullResponse: fullResponse ?? false,
            wantsPrecertificate: certificateTransparency ?? false,
            wantsPresigned: presign ?? false,
            renewsOnBehalf: renewOnBehalf ?? false
        )
    }

    private static func bytes(ofRequest text: String) throws(BodyError) -> [UInt8] {
        do {
            return try RequestText(text).bytes
        } catch {
            throw BodyError(
                field: "request",
                value: EncodedText.excerpt(text),
                reason: "request is not a request in base64 or PEM: \(error.reason)"
            )
        }
    }
}
