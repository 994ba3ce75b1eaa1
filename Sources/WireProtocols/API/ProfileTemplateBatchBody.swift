package import CAInterface
package import PKIFormats

/// `POST /api/v1/management/profile-templates`: several documents, stored together or not at all. Certificate management reads the documents.
package struct ProfileTemplateBatchBody: Hashable, Sendable {
    package struct Edit: Hashable, Sendable {
        package let document: JSONValue
        package let precondition: TemplateEdit.Precondition

        package init(_ document: JSONValue, precondition: TemplateEdit.Precondition = .anything) {
            self.document = document
            self.precondition = precondition
        }
    }

    package let edits: [Edit]
    /// Nothing is stored; the answer says what would be.
    package let isDryRun: Bool

    package init(_ edits: [Edit], isDryRun: Bool = false) {
        self.edits = edits
        self.isDryRun = isDryRun
    }

    /// The most values of a body; a profile template with all its policies has about a thousand.
    package static let mostValues = 200_000

    /// A JSON object, strictly.
    package static func object(_ json: [UInt8]) throws(BodyError) -> JSONMembers {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: json, mostValues: mostValues)
        } catch {
            throw BodyError(field: "body", value: "", reason: "the body is not JSON: \(error.reason) at byte \(error.offset)")
        }
        guard case .object(let members) = value else {
            throw BodyError(field: "body", value: "", reason: "the body is not a JSON object")
        }
        return members
    }

    package init(json: [UInt8]) throws(BodyError) {
        let members = try Self.object(json)
        try StrictBody.refuseUnknown(members.map(\.name), known: ["profileTemplates", "dryRun"], path: [])
        switch members["dryRun"] ?? false {
        case .bool(let flag): isDryRun = flag
        default: throw BodyError(field: "dryRun", value: "", reason: "the member dryRun is true or false")
        }
        guard case .array(let elements)? = members["profileTemplates"], !elements.isEmpty else {
            throw BodyError(field: "profileTemplates", value: "", reason: "the member profileTemplates lists at least one document")
        }
        var edits: [Edit] = []
        for (index, element) in elements.enumerated() {
            let place = "profileTemplates.\(index)"
            guard case .object(let keys) = element, let document = keys["document"] else {
                throw BodyError(field: place, value: "", reason: "\(place) is an object with the member document")
            }
            try StrictBody.refuseUnknown(keys.map(\.name), known: ["document", "ifMatch"], path: [])
            switch keys["ifMatch"] {
            case nil: edits.append(Edit(document))
            case .string(let tag)?: edits.append(Edit(document, precondition: try TemplateTag.precondition(tag)))
            default: throw BodyError(field: "\(place).ifMatch", value: "", reason: "\(place).ifMatch is a text, such as \"\\\"3\\\"\"")
            }
        }
        self.edits = edits
    }

    package var json: JSONValue {
        let elements = edits.map { edit -> JSONValue in
            var members: JSONMembers = ["document": edit.document]
            members["ifMatch"] = edit.precondition.tag.map { .string($0) }
            return .object(members)
        }
        var members: JSONMembers = ["profileTemplates": .array(elements)]
        if isDryRun { members["dryRun"] = true }
        return .object(members)
    }
}
