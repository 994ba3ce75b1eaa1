package import PKIDirectory
import PKIFormats

/// The rules of one workflow: who may start it, who must approve, who executes it, and the questions to answer.
///
/// Source: "ProfileTemplatePolicy Members".
package struct WorkflowPolicy: Hashable, Sendable, Codable {
    package var enabled: Bool
    /// True if the target may start the workflow for itself.
    package var selfService: Bool
    /// The number of different people who must approve; with 0 a request is approved at once.
    package var approvalsNeeded: Int
    /// Only a listed enrollment agent may execute, not the target.
    package var enrollmentAgentRequired: Bool
    package var collectsComments: Bool
    package var collectsPriority: Bool
    /// 0 is most urgent, 255 least.
    package var defaultPriority: UInt8
    /// The accounts that may start it for others.
    package var initiators: [SecurityIdentifier]
    package var approvers: [SecurityIdentifier]
    package var enrollmentAgents: [SecurityIdentifier]
    package var dataItems: [DataCollectionItem]
    /// Documents to print for a request.
    package var documents: [PolicyDocument]
    /// Nil without one-time passwords.
    package var oneTimePasswords: OneTimePasswordPolicy?
    package var mails: [MailRule]
    /// Options of card printing, which the service keeps and shows.
    package var personalization: [String: String]
    /// Of recover, renew, revoke, retire, suspend and temporary cards.
    package var revocation: RevocationOptions
    /// Of recover: for the duplicates of the old profile. Nil leaves them as they are.
    package var duplicateRevocation: RevocationOptions?
    /// Of renew: the same card gets the new certificates.
    package var reusesCard: Bool
    /// Of recover: archived encryption certificates come along as key history.
    package var reissuesArchived: Bool
    /// Of online update: the initiator may name one certificate template.
    package var allowsNamedTemplate: Bool
    /// Of temporary cards.
    package var temporaryCards: TemporaryCardOptions
    /// Canceling an executing request revokes the certificates that it brought.
    package var revokesWhenCanceled: Bool

    package init(
        enabled: Bool = true,
        selfService: Bool = true,
        approvalsNeeded: Int = 0,
        enrollmentAgentRequired: Bool = false,
        collectsComments: Bool = false,
        collectsPriority: Bool = false,
        defaultPriority: UInt8 = 10,
        initiators: [SecurityIdentifier] = [],
        approvers: [SecurityIdentifier] = [],
        enrollmentAgents: [SecurityIdentifier] = [],
        dataItems: [DataCollectionItem] = [],
        documents: [PolicyDocument] = [],
        oneTimePasswords: OneTimePasswordPolicy? = nil,
        mails: [MailRule] = [],
        personalization: [String: String] = [:],
        revocation: RevocationOptions = RevocationOptions(),
        duplicateRevocation: RevocationOptions? = nil,
        reusesCard: Bool = false,
        reissuesArchived: Bool = false,
        allowsNamedTemplate: Bool = false,
        temporaryCards: TemporaryCardOptions = TemporaryCardOptions(),
        revokesWhenCanceled: Bool = false
    ) {
        self.enabled = enabled
        self.selfService = selfService
        self.approvalsNeeded = approvalsNeeded
        self.enrollmentAgentRequired = enrollmentAgentRequired
        self.collectsComments = collectsComments
        self.collectsPriority = collectsPriority
        self.defaultPriority = defaultPriority
        self.initiators = initiators
        self.approvers = approvers
        self.enrollmentAgents = enrollmentAgents
        self.dataItems = dataItems
        self.documents = documents
        self.oneTimePasswords = oneTimePasswords
        self.mails = mails
        self.personalization = personalization
        self.revocation = revocation
        self.duplicateRevocation = duplicateRevocation
        self.reusesCard = reusesCard
        self.reissuesArchived = reissuesArchived
        self.allowsNamedTemplate = allowsNamedTemplate
        self.temporaryCards = temporaryCards
        self.revokesWhenCanceled = revokesWhenCanceled
    }
}

/// An answer: a name and a value. The value is nil until somebody supplies one.
package struct DataItem: Hashable, Sendable, Codable {
    package var name: String
    package var value: String?

    package init(name: String, value: String?) {
        self.name = name
        self.value = value
    }
}

extension WorkflowPolicy {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            enabled: try members.value(.enabled, else: true),
            selfService: try members.value(.selfService, else: true),
            approvalsNeeded: try members.value(.approvalsNeeded, else: 0),
            enrollmentAgentRequired: try members.value(.enrollmentAgentRequired, else: false),
            collectsComments: try members.value(.collectsComments, else: false),
            collectsPriority: try members.value(.collectsPriority, else: false),
            defaultPriority: try members.value(.defaultPriority, else: 10),
            initiators: try members.value(.initiators, else: []),
            approvers: try members.value(.approvers, else: []),
            enrollmentAgents: try members.value(.enrollmentAgents, else: []),
            dataItems: try members.value(.dataItems, else: []),
            documents: try members.value(.documents, else: []),
            oneTimePasswords: try members.optional(.oneTimePasswords),
            mails: try members.value(.mails, else: []),
            personalization: try members.value(.personalization, else: [:]),
            revocation: try members.value(.revocation, else: RevocationOptions()),
            duplicateRevocation: try members.optional(.duplicateRevocation),
            reusesCard: try members.value(.reusesCard, else: false),
            reissuesArchived: try members.value(.reissuesArchived, else: false),
            allowsNamedTemplate: try members.value(.allowsNamedTemplate, else: false),
            temporaryCards: try members.value(.temporaryCards, else: TemporaryCardOptions()),
            revokesWhenCanceled: try members.value(.revokesWhenCanceled, else: false)
        )
    }
}
