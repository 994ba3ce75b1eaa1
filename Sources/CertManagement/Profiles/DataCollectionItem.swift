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
    package enum Validation: Hashable, Sendable {
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

extension DataCollectionItem.Validation: Codable {
    /// The kinds by the word that documents and the wire name them with.
    package enum Kind: String, CaseIterable, Sendable, Codable {
        case any, pattern, oneOf, number, date, custom
    }

    package var kind: Kind {
        switch self {
        case .any: .any
        case .pattern: .pattern
        case .oneOf: .oneOf
        case .number: .number
        case .date: .date
        case .custom: .custom
        }
    }

    private enum CodingKeys: String, CodingKey { case type, pattern, values, least, most, name, data }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        switch try members.value(.type, else: Kind.any) {
        case .any: self = .any
        case .pattern: self = .pattern(try members.value(.pattern))
        case .oneOf: self = .oneOf(try members.value(.values))
        case .number: self = .number(least: try members.optional(.least), most: try members.optional(.most))
        case .date: self = .date
        case .custom: self = .custom(name: try members.value(.name), data: try members.value(.data, else: ""))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(kind, forKey: .type)
        switch self {
        case .any, .date: break
        case .pattern(let pattern): try members.encode(pattern, forKey: .pattern)
        case .oneOf(let values): try members.encode(values, forKey: .values)
        case .number(let least, let most):
            try members.encodeIfPresent(least, forKey: .least)
            try members.encodeIfPresent(most, forKey: .most)
        case .custom(let name, let data):
            try members.encode(name, forKey: .name)
            try members.encode(data, forKey: .data)
        }
    }
}
