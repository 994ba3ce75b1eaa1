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

    package init(
        profileTemplate: UUID?,
        workflow: Workflow,
        target: UUID? = nil,
        dataItems: [DataItem] = [],
        comment: String = "",
        priority: UInt8? = nil,
        existingObject: UUID? = nil
    ) {
        self.profileTemplate = profileTemplate
        self.workflow = workflow
        self.target = target
        self.dataItems = dataItems
        self.comment = comment
        self.priority = priority
        self.existingObject = existingObject
    }
}
