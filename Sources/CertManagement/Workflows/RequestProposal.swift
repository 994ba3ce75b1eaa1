package import PortableFoundation

/// What somebody asks for with a new request. Source: "Create request".
package struct RequestProposal: Hashable, Sendable {
    package var profileTemplate: UUID?
    package var workflow: Workflow
    /// Nil is the caller.
    package var target: UUID?
    package var dataItems: [DataItem]
    package var comment: String
    /// Nil is the policy's.
    package var priority: UInt8?
    /// An existing profile or smart card the operation is about.
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
