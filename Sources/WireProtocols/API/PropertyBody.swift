package import CAInterface
import PortableFoundation
import PKIFormats

/// `GET …/properties/{id}?index=`.
package struct PropertyBody: Hashable, Sendable, Codable {
    /// Numbers stay numbers. All other values are text: base64 DER for binary, ISO 8601 in UTC for dates.
    package enum Value: Hashable, Sendable, Codable {
        case number(Int32)
        case text(String)

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int32.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    package var id: Int32
    /// The documented name without `CR_PROP_`.
    package var name: String
    /// `long`, `date`, `binary` or `string`.
    package var type: String
    package var indexed: Bool
    package var value: Value

    package init(_ property: CAProperty, _ value: CAPropertyValue) {
        id = property.id.rawValue
        name = property.name
        type = property.type.name
        indexed = property.isIndexed
        self.value =
            switch value {
            case .long(let number): .number(number)
            case .string(let text): .text(text)
            case .binary(let bytes): .text(Base64.encode(bytes))
            case .date(let date): .text(WireDate.text(date))
            }
    }

    /// - Throws: `BodyError` when the value does not fit the type.
    package func propertyValue() throws(BodyError) -> CAPropertyValue {
        switch (type, value) {
        case ("long", .number(let number)): return .long(number)
        case ("string", .text(let text)): return .string(text)
        case ("binary", .text(let text)): return .binary(try EncodedText.bytes(of: text, field: "value"))
        case ("date", .text(let text)):
            guard let date = WireDate.date(text) else {
                throw BodyError(field: "value", value: text, reason: "the value is not an ISO 8601 date")
            }
            return .date(date)
        default: throw BodyError(field: "type", value: type, reason: "the value does not have the type \(type)")
        }
    }
}
