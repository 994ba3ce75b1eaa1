import PKIDirectory
import PKIFormats
import Testing
import WireProtocols

@Suite("Bodies of policies and smart-card configurations")
struct CMRESTPolicyBodiesTests {
    private static func policy(_ details: [PolicyDetail]) -> PolicyBody {
        let empty = SecurityDescriptorText(owner: nil, entries: [], hasTrailingNULs: false)
        return PolicyBody(
            enabled: true,
            selfServiceEnabled: true,
            approvalsNeeded: 0,
            enrollAgentRequired: false,
            collectComments: false,
            collectRequestPriority: false,
            defaultRequestPriority: 10,
            authorizedInitiator: empty,
            authorizedApprover: empty,
            authorizedEnrollmentAgent: empty,
            items: [
                .init(
                    name: "PIN letter",
                    description: "",
                    isRequired: false,
                    originator: "CertificateManager",
                    defaultValue: "x",
                    validation: .init(type: "Pattern", data: #"\d+"#),
                    storage: "Sealed"
                )
            ],
            documents: [.init(name: "Receipt", template: "For {{target}}")],
            oneTimePasswords: .init(distributions: ["OnScreen", "MailToSubscriber"], length: 8, lifetimeSeconds: 600),
            personalization: ["Logo": "blue", "Front": "photo"],
            details: details
        )
    }

    @Test("a policy has its items' validation and storage, documents, one-time passwords and personalization")
    func common() {
        let item =
            #"[{"Name":"PIN letter","Description":"","Type":"String","Required":false,"Originator":"CertificateManager","DefaultValue":"x","#
            + #""Validation":{"ValidationType":"Pattern","ValidationData":"\\d+"},"Storage":{"StorageType":"Sealed"}}]"#
        #expect(
            Self.policy([]).json.text
                == #"{"Enabled":true,"SelfServiceEnabled":true,"ApprovalsNeeded":0,"EnrollAgentRequired":false,"CollectComments":false,"#
                + #""CollectRequestPriority":false,"DefaultRequestPriority":10,"AuthorizedInitiator":"D:","AuthorizedApprover":"D:","#
                + #""AuthorizedEnrollmentAgent":"D:","PolicyDataCollection":\#(item),"DataCollection":\#(item),"#
                + #""Documents":[{"Name":"Receipt","Template":"For {{target}}"}],"#
                + #""OneTimePasswordPolicy":{"PasswordCount":2,"PasswordLength":8,"LifetimeSeconds":600,"#
                + #""Distributions":[{"DistributionType":"OnScreen"},{"DistributionType":"MailToSubscriber"}]},"#
                + #""Personalization":{"Front":"photo","Logo":"blue"}}"#
        )
    }

    private static let revocation = PolicyDetail.Revocation(
        revokeOldCertificates: true,
        disableOldCardOrProfile: false,
        reason: 4,
        allowSpecifyReason: true,
        effectiveRevocationDelay: 60,
        allowSpecifyDelay: false,
        publishBaseCrl: true,
        publishDeltaCrl: false
    )
    private static let revocationText =
        #"{"RevokeOldCertificates":true,"DisableOldCardOrProfile":false,"Reason":4,"AllowSpecifyReason":true,"#
        + #""EffectiveRevocationDelay":60,"AllowSpecifyDelay":false,"PublishBaseCrl":true,"PublishDeltaCrl":false}"#

    @Test(
        "what only one workflow has follows the members of all policies, under the documented names",
        arguments: [
            (
                [PolicyDetail.revocation(revocation), .revocationForDuplicates(nil), .reissuesArchived(true)],
                #","RevocationSettings":\#(revocationText),"RevocationSettingsForDuplicates":null,"ReissueArchivedCertificates":true}"#
            ),
            (
                [.revocation(revocation), .revocationForDuplicates(revocation)],
                #","RevocationSettings":\#(revocationText),"RevocationSettingsForDuplicates":\#(revocationText)}"#
            ),
            ([.revocation(revocation), .reusesCard(true)], #","RevocationSettings":\#(revocationText),"ReuseCard":true}"#),
            ([.allowsNamedTemplate(true)], #","AllowSpecifyCertificateTemplate":true}"#),
            (
                [
                    .temporaryCards(
                        .init(
                            allowKioskRetirement: true,
                            autoenrollEnabled: false,
                            blockAdminPin: false,
                            eraseCard: true,
                            resetAdminPin: true
                        )
                    )
                ],
                #","AllowKioskRetirement":true,"AutoenrollEnabled":false,"BlockAdminPin":false,"EraseCard":true,"ResetAdminPin":true}"#
            ),
        ]
    )
    func details(_ details: [PolicyDetail], _ end: String) {
        let common = Self.policy([]).json.text.dropLast()
        #expect(Self.policy(details).json.text == common + end)
    }
}
