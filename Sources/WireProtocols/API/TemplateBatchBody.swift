package import CAInterface

/// `POST /api/v1/templates`: several documents, stored together or not at all.
package struct TemplateBatchBody: Sendable, Codable {
    package let edits: [TemplateEdit]
    package let options: TemplateEditOptions

    package init(_ edits: [TemplateEdit], options: TemplateEditOptions = []) {
        self.edits = edits
        self.options = options
    }

    package init(json: [UInt8]) throws(BodyError) { self = try StrictBody.value(TemplateBatchBody.self, from: json) }

    private enum CodingKeys: String, CodingKey, CaseIterable { case templates, dryRun, storeUnpublished }

    private struct Element: Codable {
        let edit: TemplateEdit

        enum CodingKeys: String, CodingKey, CaseIterable { case template, accept, ifMatch }

        init(_ edit: TemplateEdit) { self.edit = edit }

        init(from decoder: any Decoder) throws {
            try TemplateBatchBody.refuseUnknown(CodingKeys.allCases.map(\.rawValue), in: decoder)
            let members = try decoder.container(keyedBy: CodingKeys.self)
            let tag = try members.decodeIfPresent(String.self, forKey: .ifMatch)
            edit = TemplateEdit(
                try members.decode(TemplateDocumentBody.self, forKey: .template).template,
                precondition: try tag.map { try TemplateTag.precondition($0) } ?? .anything,
                accept: try members.decodeIfPresent([AcceptanceBody].self, forKey: .accept)?.map(\.acceptance) ?? []
            )
        }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(TemplateDocumentBody(edit.template), forKey: .template)
            if !edit.accept.isEmpty { try members.encode(edit.accept.map(AcceptanceBody.init), forKey: .accept) }
            try members.encodeIfPresent(edit.precondition.tag, forKey: .ifMatch)
        }
    }

    package init(from decoder: any Decoder) throws {
        try Self.refuseUnknown(CodingKeys.allCases.map(\.rawValue), in: decoder)
        let members = try decoder.container(keyedBy: CodingKeys.self)
        edits = try members.decode([Element].self, forKey: .templates).map(\.edit)
        var options: TemplateEditOptions = []
        if try members.decodeIfPresent(Bool.self, forKey: .dryRun) == true { options.insert(.dryRun) }
        if try members.decodeIfPresent(Bool.self, forKey: .storeUnpublished) == true { options.insert(.storeUnpublished) }
        self.options = options
        guard !edits.isEmpty else {
            throw BodyError(field: "templates", value: "[]", reason: "the member templates is empty; name at least one template")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(edits.map(Element.init), forKey: .templates)
        if options.contains(.dryRun) { try members.encode(true, forKey: .dryRun) }
        if options.contains(.storeUnpublished) { try members.encode(true, forKey: .storeUnpublished) }
    }

    private static func refuseUnknown(_ known: [String], in decoder: any Decoder) throws {
        try StrictBody.refuseUnknown(
            try decoder.container(keyedBy: TemplateMember.self).allKeys.map(\.stringValue),
            known: known,
            path: decoder.codingPath
        )
    }
}
