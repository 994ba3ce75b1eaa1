import CAInterface
import CertManagement
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@testable import chancery

@Suite("Profile templates as YAML files")
struct ProfileTemplateFilesTests {
    private static let sid = SecurityIdentifier.account(domain: (1, 2, 3), relativeID: 1_300)

    private static let template = ProfileTemplate(
        id: SampleProfileTemplate.id,
        version: 4,
        name: "Laptops & more",
        description: "true",
        isSmartcard: true,
        certificates: [.init(template: "Sample", authority: "null", friendlyName: "* &x", isServerGenerated: true)],
        policies: [
            .enroll: WorkflowPolicy(
                approvalsNeeded: 2,
                approvers: [sid, .authenticatedUsers],
                dataItems: [
                    .init(name: "Town: \"a\"", defaultValue: "no", validation: .oneOf(["no", "1", "~"])),
                    .init(name: "Code", validation: .pattern(#"[A-Z]\d{2}\\"#), storage: .sealed),
                    .init(name: "Age", validation: .number(least: -1, most: nil)),
                ],
                documents: [.init(name: "Receipt", template: "For {{target}}:\n  # text\n")],
                oneTimePasswords: .init(),
                mails: [.init(event: .denied, to: [.target, .address("pki@example.org")])],
                personalization: ["logo": "yes"],
                duplicateRevocation: .init()
            ),
            .renew: WorkflowPolicy(),
        ],
        access: AccessControlList([.init(trustee: .authenticatedUsers, rights: [.read, .enroll])])
    )

    private static let names: [SecurityIdentifier: String] = [sid: "dora", .authenticatedUsers: "Authenticated Users"]

    @Test("a profile template is read from its file as it was, and written again to the same text")
    func roundTrip() throws {
        let small = ProfileTemplate(
            id: SampleProfileTemplate.id,
            name: "Small",
            description: "",
            certificates: [],
            policies: [:],
            access: AccessControlList()
        )
        let documents = try [Self.template, small].map { try ProfileTemplateDocument($0, names: Self.names) }
        let text = ProfileTemplateFiles.text(documents)
        let read = try ProfileTemplateFiles.read(Array(text.utf8), file: "x.yaml")
        let sids = Dictionary(uniqueKeysWithValues: Self.names.map { ($0.value, $0.key) })
        #expect(try read[0].template(id: Self.template.id, version: 4, trustees: sids) == Self.template)
        #expect(try read[1].template(id: small.id, version: 1, trustees: sids) == small)
        #expect(ProfileTemplateFiles.text(read) == text)
        #expect(text.contains("approvers: [dora, Authenticated Users]"))
        #expect(!text.contains(SampleProfileTemplate.id.uuidString.lowercased()))
    }

    @Test("an auditor's file leaves the admin key out, and says so")
    func hiddenKey() throws {
        var card = Self.template
        card.isSmartcard = true
        card.smartcard = SmartcardConfiguration()
        let hidden = ProfileTemplateFiles.text([try ProfileTemplateDocument(card, names: Self.names, withAdminKey: false)])
        #expect(!hidden.contains("defaultAdminKey:"))
        #expect(hidden.contains("smartcard.defaultAdminKey is left out"))
        let whole = ProfileTemplateFiles.text([try ProfileTemplateDocument(card, names: Self.names)])
        #expect(!whole.contains("left out, because"))
    }

    @Test("every fault of a file is shown with its line, and nothing of it is used")
    func faults() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory + "/broken.yaml"
            let text = """
                name: Broken
                policies:
                  enroll:
                    approvalNeeded: 2
                    selfService: maybe
                    mails:
                      - event: aproved
                        to: [target]
                  enrol: {}
                """
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let error = #expect(throws: CommandError.self) { try ProfileTemplateFiles.documents([file]) }
            let lines = (error?.message ?? "").split(separator: "\n").map { $0.replacing(directory + "/", with: "") }
            #expect(
                lines == [
                    "broken.yaml:4: policies.enroll.approvalNeeded: there is no such key; did you mean approvalsNeeded?",
                    "broken.yaml:5: policies.enroll.selfService: is true or false, not “maybe”",
                    "broken.yaml:7: policies.enroll.mails.0.event: did you mean approved?",
                    "broken.yaml:9: policies.enrol: there is no such workflow; did you mean enroll?", "Nothing was changed.",
                ]
            )
        }
    }

    @Test("a file with a version is an edit of that version, one without replaces any")
    func versions() throws {
        let read = try ProfileTemplateFiles.read(Array("name: a\nversion: 3\n---\nname: b\n".utf8), file: "x.yaml")
        #expect(read.map(\.edit.precondition) == [.version(3), .anything])
    }
}
