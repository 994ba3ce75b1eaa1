import CertManagement
import Foundation
import PKIFormats
import Testing

@Suite("The schema of profile templates")
struct ProfileTemplateSchemaTests {
    /// The JSON schema of a kind of value.
    private static func schema(_ shape: DocumentShape) -> JSONMembers {
        switch shape {
        case .flag: ["type": "boolean"]
        case .number(let range):
            range.lowerBound == .min
                ? ["type": "integer"]
                : ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
        case .text(let most): ["type": "string", "maxLength": .int(most)]
        case .word(let words): ["type": "string", "enum": .strings(words)]
        case .trustee, .recipient: ["type": "string", "minLength": 1, "maxLength": 256]
        case .list(let element): ["type": "array", "items": .object(schema(element))]
        case .table(let element): ["type": "object", "additionalProperties": .object(schema(element))]
        case .keys(let keys): schema(keys)
        case .optional(let shape): nullable(schema(shape))
        }
    }

    private static func schema(_ keys: [DocumentKey]) -> JSONMembers {
        var properties = JSONMembers()
        for key in keys {
            var property = schema(key.shape)
            property["description"] = .string(key.meaning)
            if let example = examples[key.name] { property["examples"] = [example] }
            properties[key.name] = .object(property)
        }
        var schema: JSONMembers = ["type": "object", "additionalProperties": false]
        let needed = keys.filter { $0.standard == nil }.map(\.name)
        if !needed.isEmpty { schema["required"] = .strings(needed) }
        schema["properties"] = .object(properties)
        return schema
    }

    private static func nullable(_ schema: JSONMembers) -> JSONMembers {
        var schema = schema
        if let type = schema["type"] { schema["type"] = [type, "null"] }
        return schema
    }

    /// Of keys whose values say more than their kind.
    private static let examples: [String: JSONValue] = [
        "id": "5e0a7c11-2b64-4d0f-9a31-7c55d1f0a001", "certificates": [["template": "User"]], "smartcard": [:], "policies": ["enroll": [:]],
        "access": [["allow": ["read", "enroll"], "to": "Users"]],
    ]

    @Test("docs/openapi.json describes every key of a profile template as the table has it")
    func table() throws {
        var expected = Self.schema(ProfileTemplateShape.whole)
        expected["description"] = "A profile template: its certificates, cards and the policy of each workflow."
        let text = JSONValue.object(expected).text
        let table = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let written = try #require(try OpenAPIFile().schemas["ProfileTemplate"])
        #expect(try Self.sorted(written) == Self.sorted(table), "\(text)")
    }

    private static func sorted(_ json: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
    }
}
