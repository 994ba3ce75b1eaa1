import PKIDirectory
import PKIFormats

/// A question that a policy asks. Source: the documented class DataCollectionItem.
package struct DataCollectionItem: Hashable, Sendable, Codable {
    /// The person who answers.
    package enum Originator: String, Sendable, Codable {
        case subscriber = "Subscriber"
        case certificateManager = "CertificateManager"
    }

    /// What an answer must be. Source: the documented class DataCollectionItemValidation; its members are chosen.
    package enum Validation: Hashable, Sendable, Codable {
        case any
        /// A regular expression that matches the whole answer.
        case pattern(String)
        case oneOf([String])
        case number(least: Int?, most: Int?)
        case date
        /// A validator that the program has under this name.
        case custom(name: String, data: String)
    }

    /// Where an answer is kept. Source: the documented class DataCollectionItemStorage; its members are chosen.
    package enum Storage: String, Hashable, Sendable, Codable {
        case plain
        /// Only sealed, and shown to nobody but those who distribute secrets.
        case sealed
    }

    package var name: String
    package var description: String
    package var required: Bool
    package var originator: Originator
    package var defaultValue: String?
    package var validation: Validation
    package var storage: Storage

    package init(
        name: String,
        description: String = "",
        required: Bool = false,
        originator: Originator = .subscriber,
        defaultValue: String? = nil,
        validation: Validation = .any,
        storage: Storage = .plain
    ) {
        self.name = name
        self.description = description
        self.required = required
        self.originator = originator
        self.defaultValue = defaultValue
        self.validation = validation
        self.storage = storage
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
            defaultValue: try members.optional(.defaultValue),
            validation: try members.value(.validation, else: .any),
            storage: try members.value(.storage, else: .plain)
        )
    }
}
