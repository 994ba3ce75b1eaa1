import CertManagement
import PKIDirectory
import Testing

@Suite("Rules of profile templates")
struct ProfileTemplateValidationTests {
    private static func sid(_ number: UInt32) -> SecurityIdentifier { .account(domain: (1, 2, 3), relativeID: number) }

    static let surroundings = ProfileTemplateSurroundings(
        templates: [
            .init(name: "Sample", issuers: ["Sample CA"]), .init(name: "Old", isRetired: true, issuers: []),
            .init(name: "Unpublished", issuers: []), .init(name: "Archived", archivesKeys: true, issuers: ["Sample CA"]),
        ],
        authorities: ["Sample CA", "Other CA"],
        groups: [sid(600).text],
        validators: ["known"]
    )

    static func software() -> ProfileTemplate {
        ProfileTemplate(
            id: SampleProfileTemplate.id,
            name: "Laptops",
            description: "",
            certificates: [.init(template: "Sample", friendlyName: "")],
            policies: [.enroll: WorkflowPolicy()],
            access: AccessControlList([.init(trustee: sid(513), rights: [.read, .enroll])])
        )
    }

    static func card() -> ProfileTemplate {
        var template = software()
        template.isSmartcard = true
        template.smartcard = SmartcardConfiguration(defaultAdminKey: "101112131415161720212223242526273031323334353637")
        return template
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let rule: String
        let field: String
        let isRefusal: Bool
        let template: ProfileTemplate

        var testDescription: String { "\(rule) \(field)" }

        init(_ rule: String, _ field: String, isRefusal: Bool = true, card: Bool = false, _ change: (inout ProfileTemplate) -> Void) {
            var template = card ? ProfileTemplateValidationTests.card() : ProfileTemplateValidationTests.software()
            change(&template)
            (self.rule, self.field, self.isRefusal, self.template) = (rule, field, isRefusal, template)
        }

        /// A row about the policy of a workflow.
        init(
            _ rule: String,
            _ workflow: Workflow,
            _ field: String,
            isRefusal: Bool = true,
            card: Bool = false,
            _ policy: WorkflowPolicy
        ) {
            let place = "policies.\(workflow.rawValue)" + (field.isEmpty ? "" : "." + field)
            self.init(rule, place, isRefusal: isRefusal, card: card) {
                $0.policies[workflow] = policy
                $0.certificates[0].isServerGenerated = workflow == .recoverOnBehalf && rule != "KeysAreArchived"
            }
        }
    }

    private static func item(_ validation: DataCollectionItem.Validation, named name: String = "Town", standard: String? = nil)
        -> WorkflowPolicy
    {
        WorkflowPolicy(dataItems: [.init(name: name, defaultValue: standard, validation: validation)])
    }

    private static func mail(_ to: [MailRule.Recipient], template: String? = nil, days: Int = 30) -> WorkflowPolicy {
        WorkflowPolicy(mails: [.init(event: .approved, to: to, template: template, daysBefore: days)])
    }

    static let rows: [Row] = [
        Row("NameIsPlain", "name") { $0.name = " x" },
        Row("NameIsPlain", "name") { $0.name = "" },
        Row("NameIsPlain", "name") { $0.name = "a\u{202E}b" },
        Row("VirtualCardsAreCards", "isVirtualSmartcard") { $0.isVirtualSmartcard = true },
        Row("CertificatesAreListed", "certificates", isRefusal: false) { $0.certificates = [] },
        Row("SomebodyMayEnroll", "access", isRefusal: false) { $0.access = AccessControlList() },
        Row("CertificateTemplateIsKnown", "certificates.0.template") { $0.certificates[0].template = "Nothing" },
        Row("CertificateTemplateIsInUse", "certificates.0.template") { $0.certificates[0].template = "Old" },
        Row("CertificateTemplateIsPublished", "certificates.0.template", isRefusal: false) { $0.certificates[0].template = "Unpublished" },
        Row("CertificateTemplateIsPublished", "certificates.0.template", isRefusal: false) { $0.certificates[0].authority = "other ca" },
        Row("AuthorityIsKnown", "certificates.0.authority") { $0.certificates[0].authority = "No CA" },
        Row("SoftwareHasNoCard", "smartcard") { $0.smartcard = SmartcardConfiguration() },
        Row("CardsAreConfigured", "smartcard", card: true) { $0.smartcard = nil },
        Row("PINLengthIsPossible", "smartcard.minimumPINLength", card: true) { $0.smartcard?.minimumPINLength = 3 },
        Row("PINLengthIsPossible", "smartcard.maximumPINLength", card: true) { $0.smartcard?.maximumPINLength = 128 },
        Row("PINLengthIsPossible", "smartcard.minimumPINLength", card: true) { $0.smartcard?.minimumPINLength = 9 },
        Row("CertificatesFitCard", "smartcard.maximumCertificates", card: true) { $0.smartcard?.maximumCertificates = 0 },
        Row("CertificatesFitCard", "smartcard.maximumCertificates", card: true) {
            $0.smartcard?.maximumCertificates = 1
            $0.certificates.append(.init(template: "Sample", friendlyName: "two"))
        },
        Row("InitializationIsNamed", "smartcard.initializationData", isRefusal: false, card: true) {
            $0.smartcard?.initializationData = "x"
        },
        Row("AdminKeyFitsAlgorithm", "smartcard.defaultAdminKey", card: true) { $0.smartcard?.defaultAdminKey = "1011" },
        Row("AdminKeyFitsAlgorithm", "smartcard.defaultAdminKey", card: true) { $0.smartcard?.adminKeyAlgorithm = .aes256 },
        Row("AdminKeyFitsAlgorithm", "smartcard.defaultAdminKey", card: true) {
            $0.smartcard?.defaultAdminKey = String(repeating: "x", count: 48)
        },
        Row("AdminKeyIsStrong", "smartcard.defaultAdminKey", card: true) {
            $0.smartcard?.defaultAdminKey = String(repeating: "0", count: 48)
        },
        Row("AdminKeyIsStrong", "smartcard.defaultAdminKey", card: true) {
            // The second part is the first with other parity bits.
            $0.smartcard?.defaultAdminKey = "101112131415161711101312151417163031323334353637"
        },
        Row("AdminKeyIsStrong", "smartcard.defaultAdminKey", card: true) {
            // A semi-weak key in the last part.
            $0.smartcard?.defaultAdminKey = "10111213141516172021222324252627e0fee0fef1fef1fe"
        },
        Row("AdminKeyIsSecret", "smartcard.defaultAdminKey", isRefusal: false, card: true) {
            $0.smartcard?.defaultAdminKey = ProfileTemplateValidation.virtualCardKey
        },
        Row("AdminKeyIsDiversified", "smartcard.diversifiesAdminKey", isRefusal: false, card: true) {
            $0.smartcard?.diversifiesAdminKey = false
        },
        Row("WorkflowFitsTemplate", .unblock, "", WorkflowPolicy()),
        Row("WorkflowFitsTemplate", .offlineUnblock, "", WorkflowPolicy()),
        Row("WorkflowFitsTemplate", .temporaryCards, "", WorkflowPolicy()),
        Row("WorkflowFitsTemplate", .retire, "", WorkflowPolicy()),
        Row("NumberIsInRange", .enroll, "approvalsNeeded", WorkflowPolicy(approvalsNeeded: 21, approvers: [sid(600)])),
        Row("ApproversAreNamed", .enroll, "approvers", WorkflowPolicy(approvalsNeeded: 1)),
        Row("ApprovalsArePossible", .enroll, "approvalsNeeded", WorkflowPolicy(approvalsNeeded: 2, approvers: [sid(500), sid(500)])),
        Row("AgentFitsWorkflow", .recoverOnBehalf, "enrollmentAgentRequired", WorkflowPolicy()),
        Row("AgentsAreNamed", .renew, "enrollmentAgents", WorkflowPolicy(enrollmentAgentRequired: true)),
        Row("SomebodyMayStart", .enroll, "initiators", isRefusal: false, WorkflowPolicy(selfService: false)),
        Row("NumberIsInRange", .enroll, "oneTimePasswords.length", WorkflowPolicy(oneTimePasswords: .init(length: 5))),
        Row("NumberIsInRange", .enroll, "oneTimePasswords.lifetimeSeconds", WorkflowPolicy(oneTimePasswords: .init(lifetimeSeconds: 1))),
        Row("NumberIsInRange", .enroll, "oneTimePasswords.distributions", WorkflowPolicy(oneTimePasswords: .init(distributions: []))),
        Row("NumberIsInRange", .temporaryCards, "temporaryCards.days", card: true, WorkflowPolicy(temporaryCards: .init(days: 0))),
        Row("NumberIsInRange", .enroll, "mails.0.daysBefore", mail([.target], days: 0)),
        Row("NumberIsInRange", .revoke, "revocation.delaySeconds", WorkflowPolicy(revocation: .init(delaySeconds: -1))),
        Row("ReasonIsKnown", .revoke, "revocation.reason", WorkflowPolicy(revocation: .init(reason: 8))),
        Row("ReasonIsKnown", .revoke, "revocation.reason", WorkflowPolicy(revocation: .init(reason: 6))),
        Row("ReasonIsKnown", .recover, "duplicateRevocation.reason", WorkflowPolicy(duplicateRevocation: .init(reason: 7))),
        Row("ItemIsNamed", .enroll, "dataItems.0.name", item(.any, named: "a\nb")),
        Row("ItemNamesDiffer", .enroll, "dataItems.1.name", WorkflowPolicy(dataItems: [.init(name: "Town"), .init(name: "TOWN")])),
        Row(
            "ItemsAreTheManagers",
            .recoverOnBehalf,
            "dataItems.0.originator",
            WorkflowPolicy(enrollmentAgentRequired: true, enrollmentAgents: [sid(500)], dataItems: [.init(name: "Town")])
        ),
        Row("ValidationIsPossible", .enroll, "dataItems.0.validation", item(.pattern("(a"))),
        Row("ValidationIsPossible", .enroll, "dataItems.0.validation", item(.pattern("(a{100}){100}"))),
        Row("ValidationIsPossible", .enroll, "dataItems.0.validation", item(.oneOf([]))),
        Row("ValidationIsPossible", .enroll, "dataItems.0.validation", item(.number(least: 2, most: 1))),
        Row("ValidationIsPossible", .enroll, "dataItems.0.validation", item(.custom(name: "unknown", data: ""))),
        Row("DefaultIsValid", .enroll, "dataItems.0.defaultValue", item(.date, standard: "tomorrow")),
        Row(
            "SecretsHaveNoDefault",
            .enroll,
            "dataItems.0.defaultValue",
            WorkflowPolicy(dataItems: [.init(name: "Word", defaultValue: "x", storage: .sealed)])
        ),
        Row(
            "RequiredItemCanBeAnswered",
            .enroll,
            "dataItems.0.originator",
            isRefusal: false,
            WorkflowPolicy(dataItems: [.init(name: "Budget", required: true, originator: .certificateManager)])
        ),
        Row(
            "DocumentNamesDiffer",
            .enroll,
            "documents.1.name",
            WorkflowPolicy(documents: [.init(name: "a", template: ""), .init(name: "A", template: "")])
        ),
        Row(
            "DocumentVariablesAreKnown",
            .enroll,
            "documents.0.template",
            WorkflowPolicy(documents: [.init(name: "a", template: "Dear {{ target.nam }}")])
        ),
        Row("MailHasRecipient", .enroll, "mails.0.to", mail([])),
        Row("MailHasRecipient", .enroll, "mails.0.to.0", mail([.address("nobody")])),
        Row("MailHasRecipient", .enroll, "mails.0.to.0", mail([.address("a@b\r\nBcc: c@d")])),
        Row("MailTextIsAFile", .enroll, "mails.0.template", mail([.target], template: "../secret")),
        Row("KeysAreArchived", .recover, "reissuesArchived", isRefusal: false, WorkflowPolicy(reissuesArchived: true)),
        Row("KeysAreArchived", .renew, "reissuesArchived", isRefusal: false, WorkflowPolicy(reissuesArchived: true)),
        Row("KeysAreArchived", .duplicate, "reissuesArchived", isRefusal: false, WorkflowPolicy(reissuesArchived: true)),
        Row(
            "KeysAreArchived",
            .recoverOnBehalf,
            "",
            isRefusal: false,
            WorkflowPolicy(enrollmentAgentRequired: true, enrollmentAgents: [sid(500)])
        ),
        Row(
            "AdminPINIsBlockedOrReset",
            .temporaryCards,
            "temporaryCards.resetsAdminPIN",
            card: true,
            WorkflowPolicy(temporaryCards: .init(blocksAdminPIN: true, resetsAdminPIN: true))
        ),
        Row("KeyFitsWorkflow", .enroll, "reusesCard", isRefusal: false, WorkflowPolicy(reusesCard: true)),
        Row("KeyFitsWorkflow", .enroll, "reissuesArchived", isRefusal: false, WorkflowPolicy(reissuesArchived: true)),
        Row("KeyFitsWorkflow", .enroll, "allowsNamedTemplate", isRefusal: false, WorkflowPolicy(allowsNamedTemplate: true)),
    ]

    @Test("a profile template that breaks a rule has a finding with rule, field, value and remedy", arguments: rows)
    func rule(_ row: Row) throws {
        let findings = ProfileTemplateValidation.findings(of: row.template, in: Self.surroundings)
        let finding = try #require(findings.first { $0.rule == row.rule }, "\(findings)")
        #expect(finding.field == row.field)
        #expect(finding.isRefusal == row.isRefusal)
        #expect(!finding.value.isEmpty)
        #expect(finding.remedy.hasSuffix("."))
        // One mistake, one finding.
        #expect(findings.count == 1, "\(findings)")
    }

    @Test("only update, reinstate, retire, revoke and unblock have no enrollment agent", arguments: Workflow.allCases)
    func agents(_ workflow: Workflow) {
        var template = Self.card()
        let isRecovery = workflow == .recoverOnBehalf
        if isRecovery { template.certificates[0].isServerGenerated = true }
        template.policies[workflow] = WorkflowPolicy(enrollmentAgentRequired: true, enrollmentAgents: [Self.sid(500)])
        let findings = ProfileTemplateValidation.findings(of: template, in: Self.surroundings)
        let withoutAgent: Set<Workflow> = [.onlineUpdate, .reinstate, .retire, .revoke, .unblock]
        #expect(findings.map(\.rule) == (withoutAgent.contains(workflow) ? ["AgentFitsWorkflow"] : []))
    }

    @Test("sound profile templates for software and for cards have no finding")
    func sound() {
        var software = Self.software()
        software.certificates.append(.init(template: "archived", authority: "sample ca", friendlyName: "", isServerGenerated: true))
        software.policies[.enroll] = WorkflowPolicy(
            approvalsNeeded: 5,
            approvers: [Self.sid(600)],
            dataItems: [
                .init(name: "Cost centre", defaultValue: "4711", validation: .pattern(#"\d{4}"#)),
                .init(name: "Check", validation: .custom(name: "known", data: "")),
            ],
            mails: [.init(event: .certificateExpires, to: [.target, .address("pki@example.org")], template: "expiry_2")]
        )
        software.policies[.recover] = WorkflowPolicy(reissuesArchived: true)
        #expect(ProfileTemplateValidation.findings(of: software, in: Self.surroundings) == [])
        var card = Self.card()
        card.policies[.temporaryCards] = WorkflowPolicy(temporaryCards: .init(resetsAdminPIN: true))
        card.policies[.unblock] = WorkflowPolicy()
        #expect(ProfileTemplateValidation.findings(of: card, in: Self.surroundings) == [])
    }

    @Test("no finding has the admin key of new cards")
    func secret() {
        var template = Self.card()
        template.smartcard?.defaultAdminKey = "00112233445566770011223344556677ff"
        let text = ProfileTemplateValidation.findings(of: template, in: Self.surroundings).map(\.description).joined()
        #expect(!text.contains("0011223344"))
    }

    @Test(
        "an answer is a date when the calendar has it",
        arguments: [
            ("2024-02-29", true), ("2026-11-30T14:05:00Z", true), ("2026-11-30T14:05:00.25+01:00", true), ("2026-11-30T14:05", true),
            ("2023-02-29", false), ("2026-13-01", false), ("2026-1-1", false), ("30.11.2026", false), ("2026-11-30 14:05", false),
            ("2026-11-30T24:05:00Z", false), ("0000-01-01", false), ("", false),
        ]
    )
    func dates(_ text: String, isDate: Bool) {
        #expect((DataCollectionItem.Validation.date.fault(of: text) == nil) == isDate)
    }

    @Test(
        "an answer is a number when it is whole, plain and in range",
        arguments: [
            ("1", true), ("-3", true), ("9", true), ("10", false), ("-4", false), ("+1", false), ("01", false), ("1.0", false), ("", false),
        ]
    )
    func numbers(_ text: String, isNumber: Bool) {
        #expect((DataCollectionItem.Validation.number(least: -3, most: 9).fault(of: text) == nil) == isNumber)
    }

    @Test("an unknown variable of a document is named with the nearest; known ones and those of questions pass")
    func documentVariables() {
        func findings(_ text: String) -> [ProfileTemplateFinding] {
            var template = Self.software()
            template.policies[.enroll] = WorkflowPolicy(dataItems: [.init(name: "Town")], documents: [.init(name: "a", template: text)])
            return ProfileTemplateValidation.findings(of: template, in: Self.surroundings)
        }
        #expect(findings(DocumentVariables.common.map { "{{\($0)}}" }.joined() + "{{ data.Town }} {{ open").isEmpty)
        let found = findings("{{target.nam}} {{target.nam}}")
        #expect(found.map(\.value) == ["“{{target.nam}}”"])
        #expect(found.first?.remedy.hasPrefix("Did you mean {{target.name}}?") == true)
    }

    @Test("passwords by mail on a server without mail are a hint")
    func passwordsWithoutMail() {
        var template = Self.software()
        template.policies[.enroll] = WorkflowPolicy(oneTimePasswords: .init(distributions: [.onScreen, .mailToSubscriber]))
        var surroundings = Self.surroundings
        #expect(ProfileTemplateValidation.findings(of: template, in: surroundings).isEmpty)
        surroundings.sendsMail = false
        let found = ProfileTemplateValidation.findings(of: template, in: surroundings)
        #expect(found.map(\.rule) == ["MailIsSent"])
        #expect(found.map(\.field) == ["policies.enroll.oneTimePasswords.distributions.1"])
        #expect(found.allSatisfy { !$0.isRefusal })
    }
}
