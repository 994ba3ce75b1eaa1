import CertManagement
import PKIDirectory

/// Profile templates in which every key has another value than its standard one.
enum SampleProfileTemplates {
    static let sid = SecurityIdentifier.account(domain: (1, 2, 3), relativeID: 1_300)

    static let full: ProfileTemplate = {
        var policy = WorkflowPolicy(
            enabled: false,
            selfService: false,
            approvalsNeeded: 2,
            enrollmentAgentRequired: true,
            collectsComments: true,
            collectsPriority: true,
            defaultPriority: 7,
            initiators: [sid],
            approvers: [sid],
            enrollmentAgents: [sid],
            dataItems: [
                .init(
                    name: "Town: \"*a &b\"",
                    description: "Where?\nHere",
                    required: true,
                    originator: .certificateManager,
                    defaultValue: "no",
                    validation: .oneOf(["no", "yes", "null", "1"])
                ),
                .init(name: "Code", validation: .pattern(#"[A-Z]\d{2}\\"#), storage: .sealed),
                .init(name: "Age", validation: .number(least: -1, most: nil)), .init(name: "Birthday", validation: .date),
                .init(name: "Check", validation: .custom(name: "known", data: "x: y")),
            ],
            documents: [.init(name: "Receipt", template: "For {{target.name}}:\n  # not a comment\n")],
            oneTimePasswords: .init(distributions: [.mailToManager, .onScreen], length: 12, lifetimeSeconds: 3600),
            mails: [
                .init(event: .certificateExpires, to: [.target, .originator, .approvers, .managers], template: "expiry", daysBefore: 3),
                .init(event: .denied, to: [.address("pki@example.org")]),
            ],
            personalization: ["logo": "blue", "yes": "~"],
            revocation: .init(
                revokesOldCertificates: false,
                disablesOldObject: false,
                reason: 4,
                allowsOtherReason: true,
                delaySeconds: 60,
                allowsOtherDelay: true,
                publishesBaseList: true,
                publishesDeltaList: true
            ),
            duplicateRevocation: .init(),
            reusesCard: true,
            reissuesArchived: true,
            allowsNamedTemplate: true,
            temporaryCards: .init(
                allowsKioskRetirement: true,
                isAutoenrolled: true,
                blocksAdminPIN: true,
                erasesCard: false,
                resetsAdminPIN: true,
                days: 1
            ),
            revokesWhenCanceled: true
        )
        var policies: [Workflow: WorkflowPolicy] = [.enroll: policy, .renew: WorkflowPolicy()]
        policy.duplicateRevocation = nil
        policies[.recover] = policy
        return ProfileTemplate(
            id: SampleProfileTemplate.id,
            version: 3,
            name: "Laptops & more",
            description: "true",
            isSmartcard: true,
            isVirtualSmartcard: true,
            certificates: [
                .init(
                    template: "Sample",
                    authority: "Sample CA",
                    friendlyName: "Laptop",
                    usesLocalMachineStore: true,
                    isServerGenerated: true
                ),
                .init(template: "1.5", friendlyName: ""),
            ],
            policies: policies,
            access: AccessControlList([
                .init(trustee: .authenticatedUsers, rights: [.read, .enroll]), .init(trustee: sid, rights: [.audit], isDeny: true),
            ]),
            smartcard: SmartcardConfiguration(
                provider: "PIV",
                adminKeyAlgorithm: .aes128,
                defaultAdminKey: "00112233445566778899aabbccddeeff",
                diversifiesAdminKey: false,
                pinOption: .randomized,
                minimumPINLength: 7,
                maximumPINLength: 9,
                initializesNewCards: true,
                allowsReuse: false,
                erasesOnOverflow: true,
                omitsCACertificates: true,
                certificateLabel: "Label",
                initializationType: "plain",
                initializationData: "data",
                maximumCertificates: 4
            ),
            isRetired: true
        )
    }()

    static let small = ProfileTemplate(
        id: SampleProfileTemplate.id,
        name: "Small",
        description: "",
        certificates: [],
        policies: [:],
        access: AccessControlList()
    )
}
