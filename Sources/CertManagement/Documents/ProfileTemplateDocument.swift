import CAInterface
package import PKIDirectory
package import PKIFormats
package import PortableFoundation

/// A profile template as people write it: JSON whose keys are those of ``ProfileTemplateShape``, with names instead of SIDs.
package struct ProfileTemplateDocument: Hashable, Sendable {
    /// Every key with its type, in the order of the table. Keys that were left out are still absent.
    package let json: JSONValue

    /// - Parameter isText: every scalar is a text, as in YAML.
    /// - Throws: every place that cannot be read.
    package init(_ json: JSONValue, isText: Bool = false) throws(ProfileTemplateDocumentError) {
        var faults: [DocumentKeyFault] = []
        self.json = ProfileTemplateShape.whole.typed(json, isText: isText, faults: &faults)
        Self.check(self.json, &faults)
        guard faults.isEmpty else { throw ProfileTemplateDocumentError(faults: faults) }
    }

    private init(checked json: JSONValue) { self.json = json }

    /// The document of a template, with every key.
    /// - Parameters:
    ///   - names: the name of each account and group that has one.
    ///   - withAdminKey: otherwise the admin key of new cards is empty.
    package init(_ template: ProfileTemplate, names: [SecurityIdentifier: String], withAdminKey: Bool = true) throws {
        guard case .object(var members) = try JSONValue(parsing: Array(try CanonicalJSON.text(template).utf8)) else {
            throw ProfileTemplateDocumentError(faults: [])
        }
        members["id"] = .string(template.id.uuidString.lowercased())
        members["access"] = .array(template.access.entries.compactMap(Self.json(of:)))
        if case .object(let stored)? = members["policies"] {
            var policies = JSONMembers()
            for workflow in Workflow.allCases { policies[workflow.rawValue] = stored[workflow.rawValue] }
            members["policies"] = .object(policies)
        }
        if case .object(var card)? = members["smartcard"] {
            card["pinOption"] = ProfileTemplateShape.word(ofPINOption: card["pinOption"] ?? .null)
            if !withAdminKey { card["defaultAdminKey"] = "" }
            members["smartcard"] = .object(card)
        }
        let named = ProfileTemplateShape.whole.replacing(.object(members)) { shape, value, _ in
            guard case .trustee = shape, case .object(let trustee) = value, case .string(let text)? = trustee["text"] else { return value }
            return .string(SecurityIdentifier(text).flatMap { names[$0] } ?? text)
        }
        json = ProfileTemplateShape.whole.completed(named)
    }

    /// The document without the keys that have their standard value, and without those that one server gives it.
    package var compact: JSONValue {
        guard case .object(var members) = ProfileTemplateShape.whole.withoutStandards(json) else { return json }
        members["id"] = nil
        members["version"] = nil
        return .object(members)
    }

    package var name: String { text("name") ?? "" }
    package var id: UUID? { text("id").flatMap { UUID(uuidString: $0) } }
    package var version: Int? {
        guard case .number(let digits)? = member("version") else { return nil }
        return Int(digits)
    }

    /// The document under another name, as a new one.
    package func renamed(_ name: String) -> ProfileTemplateDocument {
        guard case .object(var members) = json else { return self }
        members["id"] = nil
        members["version"] = nil
        members["name"] = .string(name)
        return ProfileTemplateDocument(checked: .object(members))
    }

    /// The names and SIDs of accounts and groups, with the first place of each.
    package var trustees: [String: [String]] {
        var found: [String: [String]] = [:]
        _ = ProfileTemplateShape.whole.replacing(json) { shape, value, path in
            if case .trustee = shape, case .string(let text) = value, found[text] == nil { found[text] = path }
            return value
        }
        return found
    }

    /// The template that it describes.
    /// - Parameters:
    ///   - id: of the stored template, or of the new one.
    ///   - trustees: the SID of every text of ``trustees``.
    package func template(id: UUID, version: Int, trustees: [String: SecurityIdentifier]) throws -> ProfileTemplate {
        guard case .object(var members) = ProfileTemplateShape.whole.completed(json) else { throw ProfileTemplateDocumentError(faults: []) }
        members["id"] = .string(id.uuidString)
        members["version"] = .int(version)
        if case .object(var card)? = members["smartcard"] {
            let option = ProfileTemplateShape.pinOptions.first { .string($0.word) == card["pinOption"] }?.option ?? .userProvided
            card["pinOption"] = .int(option.rawValue)
            if case .string(let key)? = card["defaultAdminKey"] { card["defaultAdminKey"] = .string(key.lowercased()) }
            members["smartcard"] = .object(card)
        }
        if case .array(let entries)? = members["access"] {
            members["access"] = ["entries": .array(entries.flatMap { Self.stored($0, trustees) })]
        }
        let sids = ProfileTemplateShape.whole.replacing(.object(members)) { shape, value, _ in
            guard case .trustee = shape, case .string(let text) = value, let sid = trustees[text] else { return value }
            return ["text": .string(sid.text)]
        }
        // The access list has the form in which it is stored now, so it is put back after the walk.
        guard case .object(var stored) = sids else { throw ProfileTemplateDocumentError(faults: []) }
        stored["access"] = members["access"]
        return try JSONDecoder().decode(ProfileTemplate.self, from: Data(JSONValue.object(stored).text.utf8))
    }

    private func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = json else { return nil }
        return members[name]
    }

    private func text(_ name: String) -> String? {
        guard case .string(let text)? = member(name) else { return nil }
        return text
    }

    /// Nil for an entry without a right that profile templates have.
    private static func json(of entry: AccessControlList.Entry) -> JSONValue? {
        let words = ProfileTemplateShape.rights.filter { entry.rights.contains($0.right) }.map(\.word)
        return words.isEmpty ? nil : [entry.isDeny ? "deny" : "allow": .strings(words), "to": ["text": .string(entry.trustee.text)]]
    }

    private static func stored(_ entry: JSONValue, _ trustees: [String: SecurityIdentifier]) -> [JSONValue] {
        guard case .object(let members) = entry, case .string(let text)? = members["to"], let sid = trustees[text] else { return [] }
        return ["allow", "deny"].compactMap { key in
            guard case .array(let words)? = members[key], !words.isEmpty else { return nil }
            let rights = ProfileTemplateShape.rights.filter { words.contains(.string($0.word)) }
                .reduce(into: AccessRights()) { $0.formUnion($1.right) }
            return [
                "trustee": ["text": .string(sid.text)], "rights": .int(Int(rights.rawValue)), "isDeny": .bool(key == "deny"),
            ]
        }
    }

    /// What the kinds of values cannot say.
    private static func check(_ json: JSONValue, _ faults: inout [DocumentKeyFault]) {
        guard case .object(let members) = json else { return }
        if case .string(let id)? = members["id"], UUID(uuidString: id) == nil {
            faults.append(DocumentKeyFault(path: ["id"], reason: "is a GUID, not “\(id)”"))
        }
        if case .array(let entries)? = members["access"] {
            for (index, entry) in entries.enumerated() {
                guard case .object(let keys) = entry else { continue }
                let given = ["allow", "deny"].filter { keys[$0] != nil && keys[$0] != [] }
                if given.count != 1 {
                    let reason = "an entry has allow or deny with at least one right, and not both; make two entries"
                    faults.append(DocumentKeyFault(path: ["access", "\(index)"], reason: reason))
                }
            }
        }
        guard case .object(let policies)? = members["policies"] else { return }
        let workflows = Workflow.allCases.map(\.rawValue)
        for policy in policies {
            if !workflows.contains(policy.name) {
                let hint =
                    Nearest.to(policy.name, among: workflows).map { "did you mean \($0)?" } ?? "use \(workflows.joined(separator: ", "))"
                faults.append(DocumentKeyFault(path: ["policies", policy.name], reason: "there is no such workflow; \(hint)"))
            }
            guard case .object(let keys) = policy.value, case .array(let items)? = keys["dataItems"] else { continue }
            for (index, item) in items.enumerated() {
                guard case .object(let item) = item, case .object(let validation)? = item["validation"] else { continue }
                let path = ["policies", policy.name, "dataItems", "\(index)", "validation"]
                if let reason = fault(ofValidation: validation) { faults.append(DocumentKeyFault(path: path, reason: reason)) }
            }
        }
    }

    /// The keys that a kind of validation has besides its type, and whether one is needed.
    private static let validationKeys: [String: (known: [String], needed: String?)] = [
        "pattern": (["pattern"], "pattern"), "oneOf": (["values"], "values"), "number": (["least", "most"], nil),
        "custom": (["name", "data"], "name"),
    ]

    private static func fault(ofValidation members: JSONMembers) -> String? {
        let type = if case .string(let word)? = members["type"] { word } else { "any" }
        let (known, needed) = validationKeys[type] ?? ([], nil)
        let empty: [JSONValue] = [.null, "", []]
        if let wrong = members.first(where: { $0.name != "type" && !known.contains($0.name) && !empty.contains($0.value) }) {
            return "\(wrong.name) is not of the type \(type); \(known.isEmpty ? "leave it out" : "use \(known.joined(separator: ", "))")"
        }
        if let needed, members[needed].map(empty.contains) ?? true { return "the type \(type) needs \(needed)" }
        return nil
    }
}

/// A document of which nothing is used, with every place that cannot be read.
package struct ProfileTemplateDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [DocumentKeyFault]

    package var description: String { faults.map { "\($0.field): \($0.reason)" }.joined(separator: "; ") }
}
