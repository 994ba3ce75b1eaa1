package import PortableFoundation

/// The content of a new request. Source: "Create request".
package struct RequestProposal: Hashable, Sendable {
    package var profileTemplate: UUID?
    package var workflow: Workflow
    /// The act, where the workflow governs several: suspend or reinstate. Nil means the one that the workflow is named after.
    package var operation: Operation?
    /// Nil means the caller.
    package var target: UUID?
    package var dataItems: [DataItem]
    package var comment: String
    /// Nil means the policy's value.
    package var priority: UInt8?
    /// The existing profile or smart card that the operation concerns.
    package var existingObject: UUID?
    /// Where the policy lets the initiator choose.
    package var revocation: RevocationChoice?
    /// Of online update, where the policy allows it: the one certificate template that it concerns.
    package var certificateTemplate: String?

    package init(
        profileTemplate: UUID?,
        workflow: Workflow,
        operation: Operation? = nil,
        target: UUID? = nil,
        dataItems: [DataItem] = [],
        comment: String = "",
        priority: UInt8? = nil,
        existingObject: UUID? = nil,
        revocation: RevocationChoice? = nil,
        certificateTemplate: String? = nil
    ) {
        self.profileTemplate = profileTemplate
        self.workflow = workflow
        self.operation = operation
        self.target = target
        self.dataItems = dataItems
        self.comment = comment
        self.priority = priority
        self.existingObject = existingObject
        self.revocation = revocation
        self.certificateTemplate = certificateTemplate
    }
}
