package import PortableFoundation

/// The content of a new request. Source: "Create request".
package struct RequestProposal: Hashable, Sendable {
    package var profileTemplate: UUID?
    package var workflow: Workflow
    /// Nil means the caller.
    package var target: UUID?
    package var dataItems: [DataItem]
    package var comment: String
    /// Nil means the policy's value.
    package var priority: UInt8?
    /// The existing profile or smart card that the operation concerns.
    package var existingObject: UUID?
    /// Nil is the workflow's own. On a temporary card, `revoke` and `retire` then mean their temporary forms.
    package var operation: Operation?
    /// Reason and delay of revocations, where the policy lets the initiator choose.
    package var revocation: RevocationChoice?
    /// Of online update: the one certificate template that it concerns.
    package var certificateTemplate: String?
    /// The id of the request that it makes; nil is a random one.
    package var requestID: UUID?
    /// An answer to a question that the policy does not ask is refused. The documented interface keeps such answers, as its clients send them.
    package var refusesUnaskedItems: Bool

    package init(
        profileTemplate: UUID?,
        workflow: Workflow,
        target: UUID? = nil,
        dataItems: [DataItem] = [],
        comment: String = "",
        priority: UInt8? = nil,
        existingObject: UUID? = nil,
        operation: Operation? = nil,
        revocation: RevocationChoice? = nil,
        certificateTemplate: String? = nil,
        requestID: UUID? = nil,
        refusesUnaskedItems: Bool = false
    ) {
        self.profileTemplate = profileTemplate
        self.workflow = workflow
        self.target = target
        self.dataItems = dataItems
        self.comment = comment
        self.priority = priority
        self.existingObject = existingObject
        self.operation = operation
        self.revocation = revocation
        self.certificateTemplate = certificateTemplate
        self.requestID = requestID
        self.refusesUnaskedItems = refusesUnaskedItems
    }
}
