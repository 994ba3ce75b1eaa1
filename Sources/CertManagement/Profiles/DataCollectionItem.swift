import PKIDirectory
import PKIFormats

/// A question that a policy asks. Source: the documented class DataCollectionItem.
package struct DataCollectionItem: Hashable, Sendable, Codable {
    /// The person who answers.
    package enum Originator: String, Sendable, Codable {
        case subscriber = "Subscriber"
        case certificateManager = "CertificateManager"
    }

    package var name: String
    package var description: String
    package var required: Bool
    package var originator: Originator
    package var defaultValue: String?

    package init(
        name: String,
        description: String = "",
        required: Bool = false,
        originator: Originator = .subscriber,
        defaultValue: String? = nil
    ) {
        self.name = name
        self.description = description
        self.required = required
        self.originator = originator
        self.defaultValue = defaultValue
    }
}

extension DataCollectionItem {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try members.value(.name),
            description: try members.value(.description, else: ""),
            required: try members.value(.required, else: false),
            originator: try members.value(.originator, else: .subscriber),
            defaultValue: try members.optional(.defaultValue)
        )
    }
}
