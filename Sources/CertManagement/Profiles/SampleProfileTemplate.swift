package import PortableFoundation
import PKIDirectory

/// The profile template that every installation begins with: one software certificate, self-service, no approval.
package enum SampleProfileTemplate {
    package static let name = "Chancery Sample Software Profile"
    package static let certificateTemplate = "ChancerySampleSoftware"
    /// The same in every installation, so that scripts and documentation can name it.
    package static let id = UUID(uuid: (0xC4, 0xA2, 0x5A, 0x3E, 0x90, 0x1B, 0x4F, 0x6D, 0x8E, 0x27, 0x31, 0xD5, 0x0C, 0x7A, 0x11, 0x01))

    /// - Parameter domain: the three numbers of the installation's domain SID.
    package static func make(domain: (UInt32, UInt32, UInt32)) -> ProfileTemplate {
        func sid(_ account: WellKnownAccount) -> SecurityIdentifier { account.sid(in: domain) }
        return ProfileTemplate(
            id: id,
            name: name,
            description: "A software certificate of at most 30 days that cannot be used to sign in; shows how enrollment runs.",
            certificates: [.init(template: certificateTemplate, friendlyName: "Chancery sample certificate")],
            policies: [
                .enroll: WorkflowPolicy(
                    collectsComments: true,
                    initiators: [sid(.administrator), sid(.certificateManagers)],
                    approvers: [sid(.administrator), sid(.certificateManagers)]
                )
            ],
            access: AccessControlList([
                .init(trustee: sid(.users), rights: [.read, .enroll]),
                .init(trustee: sid(.administrator), rights: [.read, .enroll, .audit]),
                .init(trustee: sid(.certificateManagers), rights: [.read]),
                .init(trustee: sid(.auditors), rights: [.read, .audit]),
            ])
        )
    }
}
