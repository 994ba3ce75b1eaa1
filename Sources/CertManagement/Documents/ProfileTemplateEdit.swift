package import CAInterface
package import CertificateTemplates
import PKIFormats
package import PortableFoundation

/// One document of an edit of profile templates.
package struct ProfileTemplateEdit: Hashable, Sendable {
    package var document: ProfileTemplateDocument
    /// The state in which the stored one must be.
    package var precondition: TemplateEdit.Precondition
    /// The stored one by GUID or name, which the document may rename; nil means the document's id, or its name.
    package var target: String?

    package init(_ document: ProfileTemplateDocument, precondition: TemplateEdit.Precondition = .anything, target: String? = nil) {
        self.document = document
        self.precondition = precondition
        self.target = target
    }
}

/// The outcome of one document of an edit.
package struct ProfileTemplateOutcome: Hashable, Sendable {
    package let id: UUID
    package let name: String
    /// Nil for a new one.
    package let oldVersion: Int?
    /// The same as before when the document changes nothing.
    package let newVersion: Int
    package let changes: [TemplateFieldChange]
    package let findings: [ProfileTemplateFinding]
    /// What the changes mean, one sentence each.
    package let meaning: [String]

    package var isRefused: Bool { findings.contains(where: \.isRefusal) }
}

/// The outcome of an edit: all documents are stored, or none.
package struct ProfileTemplateEditOutcome: Hashable, Sendable {
    package let isStored: Bool
    package let outcomes: [ProfileTemplateOutcome]

    package var isRefused: Bool { outcomes.contains(where: \.isRefused) }
}

/// A version of a profile template, and its differences from the one before.
package struct ProfileTemplateVersion: Hashable, Sendable {
    package let template: ProfileTemplate
    package let changes: [TemplateFieldChange]
}

/// The differences between two documents, by key.
package enum ProfileTemplateDifference {
    /// - Parameter former: nil for a new profile template, whose standard values are no differences.
    package static func changes(from former: ProfileTemplateDocument?, to document: ProfileTemplateDocument) -> [TemplateFieldChange] {
        let before = former.map { leaves(of: $0.json) } ?? [:]
        let after = leaves(of: former == nil ? document.compact : document.json)
        let names = Set(before.keys).union(after.keys).subtracting(["id", "version"])
        return names.sorted().compactMap { name in
            let (from, to) = (before[name], after[name])
            guard from != to else { return nil }
            // The key of new cards is in no answer but the document itself.
            let isSecret = name == "smartcard.defaultAdminKey"
            return TemplateFieldChange(
                field: name,
                from: isSecret ? from.map { _ in "a key" } : from,
                to: isSecret ? to.map { _ in "another key" } : to
            )
        }
    }

    private static func leaves(of value: JSONValue) -> [String: String] {
        var leaves: [String: String] = [:]
        collect(value, "", &leaves)
        return leaves
    }

    private static func collect(_ value: JSONValue, _ path: String, _ leaves: inout [String: String]) {
        func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        switch value {
        case .object(let members) where !members.isEmpty:
            for member in members { collect(member.value, below(member.name), &leaves) }
        case .array(let elements) where elements.contains(where: { if case .object = $0 { true } else { false } }):
            for (index, element) in elements.enumerated() { collect(element, below("\(index)"), &leaves) }
        case .null: break
        default: leaves[path] = text(value)
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let elements): elements.map(text).joined(separator: ", ")
        default: value.text
        }
    }
}
