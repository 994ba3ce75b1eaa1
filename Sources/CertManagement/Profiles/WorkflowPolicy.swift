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
        dataItems: [DataCollectionItem] = []
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
            dataItems: try members.value(.dataItems, else: [])
        )
    }
}
