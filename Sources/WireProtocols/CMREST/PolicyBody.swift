package import PKIFormats

/// The policy of one workflow. Member names are documented, the nested shapes are chosen: no example was ever published.
///
/// Source: "Get workflow policy", "ProfileTemplatePolicy Members".
package struct PolicyBody: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var name: String
        package var description: String
        package var isRequired: Bool
        /// `Subscriber` or `CertificateManager`.
        package var originator: String
        package var defaultValue: String?

        package init(name: String, description: String, isRequired: Bool, originator: String, defaultValue: String?) {
            self.name = name
            self.description = description
            self.isRequired = isRequired
            self.originator = originator
            self.defaultValue = defaultValue
        }

        var json: JSONValue {
            .members([
                "Name": .string(name), "Description": .string(description), "Type": .string("String"), "Required": .bool(isRequired),
                "Originator": .string(originator), "DefaultValue": defaultValue.map { .string($0) } ?? .null, "Validation": .null,
                "Storage": .null,
            ])
        }
    }

    package var enabled: Bool
    package var selfServiceEnabled: Bool
    package var approvalsNeeded: Int
    package var enrollAgentRequired: Bool
    package var collectComments: Bool
    package var collectRequestPriority: Bool
    package var defaultRequestPriority: Int
    package var authorizedInitiator: SecurityDescriptorText
    package var authorizedApprover: SecurityDescriptorText
    package var authorizedEnrollmentAgent: SecurityDescriptorText
    package var items: [Item]

    package init(
        enabled: Bool,
        selfServiceEnabled: Bool,
        approvalsNeeded: Int,
        enrollAgentRequired: Bool,
        collectComments: Bool,
        collectRequestPriority: Bool,
        defaultRequestPriority: Int,
        authorizedInitiator: SecurityDescriptorText,
        authorizedApprover: SecurityDescriptorText,
        authorizedEnrollmentAgent: SecurityDescriptorText,
        items: [Item]
    ) {
        self.enabled = enabled
        self.selfServiceEnabled = selfServiceEnabled
        self.approvalsNeeded = approvalsNeeded
        self.enrollAgentRequired = enrollAgentRequired
        self.collectComments = collectComments
        self.collectRequestPriority = collectRequestPriority
        self.defaultRequestPriority = defaultRequestPriority
        self.authorizedInitiator = authorizedInitiator
        self.authorizedApprover = authorizedApprover
        self.authorizedEnrollmentAgent = authorizedEnrollmentAgent
        self.items = items
    }

    /// The items appear twice, under the name of the member table and under the name of the walkthrough.
    package var json: JSONValue {
        let items = JSONValue.array(self.items.map(\.json))
        return .members([
            "Enabled": .bool(enabled), "SelfServiceEnabled": .bool(selfServiceEnabled), "ApprovalsNeeded": .int(approvalsNeeded),
            "EnrollAgentRequired": .bool(enrollAgentRequired), "CollectComments": .bool(collectComments),
            "CollectRequestPriority": .bool(collectRequestPriority), "DefaultRequestPriority": .int(defaultRequestPriority),
            "AuthorizedInitiator": .string(authorizedInitiator.text), "AuthorizedApprover": .string(authorizedApprover.text),
            "AuthorizedEnrollmentAgent": .string(authorizedEnrollmentAgent.text), "PolicyDataCollection": items, "DataCollection": items,
            "Documents": .array([]), "OneTimePasswordPolicy": .null, "Personalization": .null,
        ])
    }
}
