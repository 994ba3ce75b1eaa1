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
        /// Nil for any answer.
        package var validation: Validation?
        /// `Sealed`; nil for an answer that is kept as it is.
        package var storage: String?

        package init(
            name: String,
            description: String,
            isRequired: Bool,
            originator: String,
            defaultValue: String?,
            validation: Validation? = nil,
            storage: String? = nil
        ) {
            self.name = name
            self.description = description
            self.isRequired = isRequired
            self.originator = originator
            self.defaultValue = defaultValue
            self.validation = validation
            self.storage = storage
        }

        var json: JSONValue {
            .members([
                "Name": .string(name), "Description": .string(description), "Type": .string("String"), "Required": .bool(isRequired),
                "Originator": .string(originator), "DefaultValue": defaultValue.map { .string($0) } ?? .null,
                "Validation": validation.map {
                    .members(["ValidationType": .string($0.type), "ValidationData": .string($0.data)])
                } ?? .null,
                "Storage": storage.map { .members(["StorageType": .string($0)]) } ?? .null,
            ])
        }
    }

    /// What an answer must be. Source: the documented class DataCollectionItemValidation; the words and the form of the data are chosen.
    package struct Validation: Hashable, Sendable {
        /// `Pattern`, `OneOf`, `Number`, `Date`, or the name of a validator that the program has.
        package let type: String
        package let data: String

        package init(type: String, data: String) {
            self.type = type
            self.data = data
        }
    }

    package struct Document: Hashable, Sendable {
        package let name: String
        package let template: String

        package init(name: String, template: String) {
            self.name = name
            self.template = template
        }
    }

    /// Source: the documented classes OneTimePasswordPolicy and OneTimePasswordDistribution; the members but `DistributionType` are chosen.
    package struct OneTimePasswords: Hashable, Sendable {
        /// `OnScreen`, `MailToSubscriber` or `MailToManager`, one for each password.
        package let distributions: [String]
        package let length: Int
        package let lifetimeSeconds: Int

        package init(distributions: [String], length: Int, lifetimeSeconds: Int) {
            self.distributions = distributions
            self.length = length
            self.lifetimeSeconds = lifetimeSeconds
        }

        var json: JSONValue {
            .members([
                "PasswordCount": .int(distributions.count), "PasswordLength": .int(length), "LifetimeSeconds": .int(lifetimeSeconds),
                "Distributions": .array(distributions.map { .members(["DistributionType": .string($0)]) }),
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
    package var documents: [Document]
    package var oneTimePasswords: OneTimePasswords?
    /// Options of card printing.
    package var personalization: [String: String]
    /// What only policies of this workflow have, in its order.
    package var details: [PolicyDetail]

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
        items: [Item],
        documents: [Document] = [],
        oneTimePasswords: OneTimePasswords? = nil,
        personalization: [String: String] = [:],
        details: [PolicyDetail] = []
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
        self.documents = documents
        self.oneTimePasswords = oneTimePasswords
        self.personalization = personalization
        self.details = details
    }

    /// The items appear twice, under the name of the member table and under the name of the walkthrough. What only this workflow has follows the
    /// members that all have.
    package var json: JSONValue {
        let items = JSONValue.array(self.items.map(\.json))
        let options = personalization.sorted { $0.key < $1.key }.map { JSONMembers.Member(name: $0.key, value: .string($0.value)) }
        var members: JSONMembers = [
            "Enabled": .bool(enabled), "SelfServiceEnabled": .bool(selfServiceEnabled), "ApprovalsNeeded": .int(approvalsNeeded),
            "EnrollAgentRequired": .bool(enrollAgentRequired), "CollectComments": .bool(collectComments),
            "CollectRequestPriority": .bool(collectRequestPriority), "DefaultRequestPriority": .int(defaultRequestPriority),
            "AuthorizedInitiator": .string(authorizedInitiator.text), "AuthorizedApprover": .string(authorizedApprover.text),
            "AuthorizedEnrollmentAgent": .string(authorizedEnrollmentAgent.text), "PolicyDataCollection": items, "DataCollection": items,
            "Documents": .array(documents.map { .members(["Name": .string($0.name), "Template": .string($0.template)]) }),
            "OneTimePasswordPolicy": oneTimePasswords?.json ?? .null,
            "Personalization": options.isEmpty ? .null : .object(JSONMembers(options)),
        ]
        for detail in details { for member in detail.members { members[member.name] = member.value } }
        return .object(members)
    }
}
