import CertManagement
import PKIDirectory
import WireProtocols

extension PolicyBody {
    init(_ policy: WorkflowPolicy, of workflow: Workflow) {
        func descriptor(_ trustees: [SecurityIdentifier], _ permissions: RequestPermissions) -> SecurityDescriptorText {
            SecurityDescriptorText(
                owner: nil,
                entries: trustees.map { .init(trustee: $0, mask: permissions.rawValue, isDeny: false) },
                hasTrailingNULs: false
            )
        }
        self.init(
            enabled: policy.enabled,
            selfServiceEnabled: policy.selfService,
            approvalsNeeded: policy.approvalsNeeded,
            enrollAgentRequired: policy.enrollmentAgentRequired,
            collectComments: policy.collectsComments,
            collectRequestPriority: policy.collectsPriority,
            defaultRequestPriority: Int(policy.defaultPriority),
            authorizedInitiator: descriptor(policy.initiators, .write),
            authorizedApprover: descriptor(policy.approvers, .approve),
            authorizedEnrollmentAgent: descriptor(policy.enrollmentAgents, .execute),
            items: policy.dataItems.map {
                .init(
                    name: $0.name,
                    description: $0.description,
                    isRequired: $0.required,
                    originator: $0.originator.rawValue,
                    defaultValue: $0.defaultValue,
                    validation: Validation($0.validation),
                    storage: $0.storage == .sealed ? "Sealed" : nil
                )
            },
            documents: policy.documents.map { .init(name: $0.name, template: $0.template) },
            oneTimePasswords: policy.oneTimePasswords.map {
                .init(distributions: $0.distributions.map(\.wireWord), length: $0.length, lifetimeSeconds: $0.lifetimeSeconds)
            },
            personalization: policy.personalization,
            details: Self.details(policy, of: workflow)
        )
    }

    /// Source: RecoverPolicy, OnlineUpdatePolicy, TemporaryCardsPolicy; ReinstatePolicy and RetirePolicy derive from RevokePolicy.
    private static func details(_ policy: WorkflowPolicy, of workflow: Workflow) -> [PolicyDetail] {
        let revocation = PolicyDetail.revocation(.init(policy.revocation))
        return switch workflow {
        case .recover:
            [
                revocation, .revocationForDuplicates(policy.duplicateRevocation.map { .init($0) }),
                .reissuesArchived(policy.reissuesArchived),
            ]
        case .renew: [revocation, .reusesCard(policy.reusesCard)]
        case .revoke, .retire, .reinstate: [revocation]
        case .onlineUpdate: [.allowsNamedTemplate(policy.allowsNamedTemplate)]
        case .temporaryCards:
            [
                revocation,
                .temporaryCards(
                    .init(
                        allowKioskRetirement: policy.temporaryCards.allowsKioskRetirement,
                        autoenrollEnabled: policy.temporaryCards.isAutoenrolled,
                        blockAdminPin: policy.temporaryCards.blocksAdminPIN,
                        eraseCard: policy.temporaryCards.erasesCard,
                        resetAdminPin: policy.temporaryCards.resetsAdminPIN
                    )
                ),
            ]
        case .enroll, .duplicate, .offlineUnblock, .recoverOnBehalf, .unblock: []
        }
    }
}

extension PolicyDetail.Revocation {
    init(_ options: RevocationOptions) {
        self.init(
            revokeOldCertificates: options.revokesOldCertificates,
            disableOldCardOrProfile: options.disablesOldObject,
            reason: options.reason,
            allowSpecifyReason: options.allowsOtherReason,
            effectiveRevocationDelay: options.delaySeconds,
            allowSpecifyDelay: options.allowsOtherDelay,
            publishBaseCrl: options.publishesBaseList,
            publishDeltaCrl: options.publishesDeltaList
        )
    }
}

extension PolicyBody.Validation {
    /// Nil for any answer. The data of several values has one on each line; that of a number is `least..most`, without what has no limit.
    init?(_ validation: DataCollectionItem.Validation) {
        switch validation {
        case .any: return nil
        case .pattern(let pattern): self.init(type: "Pattern", data: pattern)
        case .oneOf(let values): self.init(type: "OneOf", data: values.joined(separator: "\n"))
        case .number(let least, let most):
            self.init(type: "Number", data: (least.map(String.init) ?? "") + ".." + (most.map(String.init) ?? ""))
        case .date: self.init(type: "Date", data: "")
        case .custom(let name, let data): self.init(type: name, data: data)
        }
    }
}

extension OneTimePasswordPolicy.Distribution {
    fileprivate var wireWord: String {
        switch self {
        case .onScreen: "OnScreen"
        case .mailToSubscriber: "MailToSubscriber"
        case .mailToManager: "MailToManager"
        }
    }
}
