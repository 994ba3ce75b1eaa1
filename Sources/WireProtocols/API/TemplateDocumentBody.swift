package import CAInterface
package import CertificateTemplates

/// A whole template as somebody writes it: the members of ``TemplateBody``, none unknown and none forgotten.
///
/// The server counts `version`, so it may be absent. An absent `oid` is the stored one, or a new one; absent revisions are raised by the
/// server. Of the members that later programs added, those that are absent have their standard value.
package struct TemplateDocumentBody: Sendable, Codable {
    package let template: CertificateTemplate

    package init(_ template: CertificateTemplate) { self.template = template }

    private static let countedByServer: Set<String> = ["version", "oid", "majorVersion", "minorVersion"]

    package init(from decoder: any Decoder) throws { try self.init(from: decoder, known: []) }

    /// - Parameter known: further members that somebody else reads.
    init(from decoder: any Decoder, known: [String]) throws {
        let members = try decoder.container(keyedBy: TemplateField.Name.self)
        try StrictBody.refuseUnknown(
            members.allKeys.map(\.stringValue),
            known: TemplateField.all.map(\.name) + known,
            path: decoder.codingPath
        )
        var template = CertificateTemplate.standard
        (template.majorVersion, template.minorVersion, template.version) = (0, 0, CertificateTemplate.absentVersion)
        for field in TemplateField.all {
            if Self.countedByServer.contains(field.name), !members.contains(TemplateField.Name(field.name)) { continue }
            let plain: (any TemplateField.Plain)?
            do {
                plain = try field.readPlain(members)
            } catch let error as DecodingError {
                throw BodyError(error, in: decoder.codingPath + [TemplateField.Name(field.name)])
            } catch {
                // A number that does not fit is an error of Foundation's own, without a place.
                let path = (decoder.codingPath.map(\.stringValue) + [field.name]).joined(separator: ".")
                throw BodyError(field: path, value: "", reason: "the member \(path) has a value of the wrong kind or size")
            }
            guard let value = plain else { continue }
            do {
                try field.setPlain(value, &template)
            } catch {
                let path = (decoder.codingPath.map(\.stringValue) + [field.name]).joined(separator: ".")
                throw BodyError(field: path, value: error.value, reason: "\(path) \(error.predicate)")
            }
        }
        self.template = template
    }

    package func encode(to encoder: any Encoder) throws { try TemplateBody(template).encode(to: encoder) }
}

/// `PUT /api/v1/templates/{name}`: a whole template, and `accept`.
package struct TemplateEditBody: Sendable, Codable {
    package let template: CertificateTemplate
    package let accept: [TemplateEdit.Acceptance]

    package init(_ template: CertificateTemplate, accept: [TemplateEdit.Acceptance] = []) {
        self.template = template
        self.accept = accept
    }

    package init(json: [UInt8]) throws(BodyError) { self = try StrictBody.value(TemplateEditBody.self, from: json) }

    private enum CodingKeys: String, CodingKey { case accept }

    package init(from decoder: any Decoder) throws {
        template = try TemplateDocumentBody(from: decoder, known: [CodingKeys.accept.rawValue]).template
        accept =
            try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent([AcceptanceBody].self, forKey: .accept)?.map(\.acceptance) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        try TemplateBody(template).encode(to: encoder)
        var members = encoder.container(keyedBy: CodingKeys.self)
        if !accept.isEmpty { try members.encode(accept.map(AcceptanceBody.init), forKey: .accept) }
    }
}
