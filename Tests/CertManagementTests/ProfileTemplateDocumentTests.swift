import CertManagement
import PKIDirectory
import PKIFormats
import Testing

@Suite("Documents of profile templates")
struct ProfileTemplateDocumentTests {
    private static let names: [SecurityIdentifier: String] = [
        .authenticatedUsers: "Authenticated Users", SampleProfileTemplates.sid: "dora",
    ]
    private static let sids = Dictionary(uniqueKeysWithValues: names.map { ($0.value, $0.key) })

    @Test("a template is read from its document as it was, whole or without the standard values")
    func roundTrip() throws {
        for template in [SampleProfileTemplates.full, SampleProfileTemplates.small, SampleProfileTemplate.make(domain: (1, 2, 3))] {
            var names = Self.names
            for sid in template.access.entries.map(\.trustee) + template.policies.values.flatMap({ $0.initiators + $0.approvers })
            where names[sid] == nil { names[sid] = "account \(sid.relativeID)" }
            let sids = Dictionary(uniqueKeysWithValues: names.map { ($0.value, $0.key) })
            let document = try ProfileTemplateDocument(template, names: names)
            for json in [document.json, document.compact] {
                let read = try ProfileTemplateDocument(try JSONValue(parsing: Array(json.text.utf8)))
                #expect(try read.template(id: template.id, version: template.version, trustees: sids) == template)
            }
            #expect(document.id == template.id)
            #expect(document.version == template.version)
            #expect(!document.compact.text.contains("S-1-5-"))
        }
    }

    @Test("the document of a small template has only its name, and every key of a full one has another value")
    func standards() throws {
        let small = try ProfileTemplateDocument(SampleProfileTemplates.small, names: [:])
        #expect(small.compact == ["name": "Small"])
        let full = try ProfileTemplateDocument(SampleProfileTemplates.full, names: Self.names)
        guard case .object(let members) = full.compact, case .keys(let keys) = ProfileTemplateShape.whole else { throw Missing() }
        #expect(members.map(\.name) == keys.map(\.name).filter { !["id", "version"].contains($0) })
        guard case .object(let policies)? = members["policies"], case .object(let enroll)? = policies["enroll"],
            case .keys(let policyKeys) = ProfileTemplateShape.policy
        else { throw Missing() }
        #expect(policies.map(\.name) == ["enroll", "renew", "recover"])
        #expect(policies["renew"] == [:])
        #expect(enroll.map(\.name) == policyKeys.map(\.name))
    }

    private struct Missing: Error {}

    @Test("every table has the standard values of its type, and each key a meaning")
    func tables() throws {
        let document = try ProfileTemplateDocument(
            ["name": "x", "isSmartcard": true, "policies": ["enroll": [:]], "smartcard": [:], "certificates": [["template": "T"]]]
        )
        let template = try document.template(id: SampleProfileTemplate.id, version: 1, trustees: [:])
        #expect(template.policies[.enroll] == WorkflowPolicy())
        #expect(template.smartcard == SmartcardConfiguration())
        #expect(template.certificates == [.init(template: "T", friendlyName: "")])
        for shape in [
            ProfileTemplateShape.whole, ProfileTemplateShape.certificate, ProfileTemplateShape.smartcard, ProfileTemplateShape.policy,
            ProfileTemplateShape.revocation, ProfileTemplateShape.validation, ProfileTemplateShape.dataItem, ProfileTemplateShape.mail,
            ProfileTemplateShape.oneTimePasswords, ProfileTemplateShape.document, ProfileTemplateShape.temporaryCards,
            ProfileTemplateShape.entry,
        ] {
            guard case .keys(let keys) = shape else { throw Missing() }
            #expect(!keys.isEmpty)
            for key in keys { #expect(key.meaning.hasSuffix("."), "\(key.name)") }
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let json: JSONValue
        let field: String
        let reason: String

        var testDescription: String { "\(field): \(reason)" }

        init(_ field: String, _ reason: String, _ json: JSONValue) { (self.field, self.reason, self.json) = (field, reason, json) }
    }

    static let rows: [Row] = [
        Row("document", "is a set of keys", []),
        Row("document", "lacks name", [:]),
        Row("nmae", "did you mean name?", ["name": "x", "nmae": "y"]),
        Row("name", "is a text", ["name": 1]),
        Row("id", "is a GUID", ["name": "x", "id": "y"]),
        Row("description", "control character", ["name": "x", "description": "a\u{1B}"]),
        Row("isRetired", "is true or false", ["name": "x", "isRetired": "true"]),
        Row("version", "is a number from 1", ["name": "x", "version": 0]),
        Row("policies.enrol", "did you mean enroll?", ["name": "x", "policies": ["enrol": [:]]]),
        Row(
            "policies.enroll.approvalNeeded",
            "did you mean approvalsNeeded?",
            ["name": "x", "policies": ["enroll": ["approvalNeeded": 1]]]
        ),
        Row("policies.enroll.defaultPriority", "0 to 255, not 256", ["name": "x", "policies": ["enroll": ["defaultPriority": 256]]]),
        Row("policies.enroll.mails.0", "lacks event", ["name": "x", "policies": ["enroll": ["mails": [[:]]]]]),
        Row(
            "policies.enroll.mails.0.event",
            "did you mean approved?",
            ["name": "x", "policies": ["enroll": ["mails": [["event": "aproved"]]]]]
        ),
        Row(
            "policies.enroll.dataItems.0.validation",
            "pattern is not of the type date",
            ["name": "x", "policies": ["enroll": ["dataItems": [["name": "a", "validation": ["type": "date", "pattern": "a"]]]]]]
        ),
        Row(
            "policies.enroll.dataItems.0.validation",
            "needs values",
            ["name": "x", "policies": ["enroll": ["dataItems": [["name": "a", "validation": ["type": "oneOf"]]]]]]
        ),
        Row("access.0", "allow or deny", ["name": "x", "access": [["to": "dora"]]]),
        Row("access.0", "allow or deny", ["name": "x", "access": [["to": "dora", "allow": ["read"], "deny": ["read"]]]]),
        Row("access.0.allow.0", "read, enroll, audit", ["name": "x", "access": [["to": "dora", "allow": ["everything"]]]]),
        Row("certificates", "is a list", ["name": "x", "certificates": [:]]),
        Row("smartcard.pinOption", "is one of none", ["name": "x", "smartcard": ["pinOption": "secret"]]),
    ]

    @Test("a place that cannot be read is named with its reason", arguments: rows)
    func faults(_ row: Row) throws {
        let error = #expect(throws: ProfileTemplateDocumentError.self) { try ProfileTemplateDocument(row.json) }
        let fault = try #require(error?.faults.first)
        #expect(fault.field == row.field)
        #expect(fault.reason.contains(row.reason), "\(fault.reason)")
        #expect(error?.faults.count == 1)
    }

    @Test("all faults of a document are found at once")
    func allFaults() {
        let error = #expect(throws: ProfileTemplateDocumentError.self) {
            try ProfileTemplateDocument(["isRetired": 1, "certificates": [["template": 2], ["tmplate": "x"]]])
        }
        #expect(error?.faults.count == 5)
    }

    @Test("the admin key of new cards is left out for those who may not have it")
    func adminKey() throws {
        let document = try ProfileTemplateDocument(SampleProfileTemplates.full, names: [:], withAdminKey: false)
        #expect(!document.json.text.contains("8899aabb"))
    }
}
