package import CAInterface
import PKIFormats

/// The body of `PUT /api/v1/authorities/{ca}/configuration/{node}/{entry}`, and the answer of every call on that path.
package struct ConfigurationValueBody: Codable, Sendable, Equatable {
    package let value: ConfigurationValue

    package init(_ value: ConfigurationValue) { self.value = value }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        switch object.optionalValue("value") {
        case .number(let digits):
            guard let number = UInt32(digits) else {
                throw BodyError(
                    field: "value",
                    value: digits,
                    reason: "a number of the configuration is from 0 to 4294967295 and not \(digits)"
                )
            }
            value = .number(number)
        case .string(let text): value = .text(text)
        case .array(let elements):
            var texts: [String] = []
            for element in elements {
                guard case .string(let text) = element else {
                    throw BodyError(
                        field: "value",
                        value: element.kind,
                        reason: "an element of value must be a string and is \(element.kind)"
                    )
                }
                texts.append(text)
            }
            value = .texts(texts)
        case .object(let members):
            guard members.map(\.name) == ["octets"], case .string(let text)? = members["octets"], let octets = try? Base64.decode(text)
            else {
                throw BodyError(field: "value", value: "an object", reason: "octets are an object with the one member octets, in Base64")
            }
            value = .octets(octets)
        case nil: throw BodyError(field: "value", value: "", reason: "the member value is missing")
        case .some(let other):
            throw BodyError(
                field: "value",
                value: other.kind,
                reason: "the member value must be a number, a string or an array of strings and is \(other.kind)"
            )
        }
        try object.finish()
    }
}

/// The body of `PATCH /api/v1/authorities/{ca}/configuration/{node}/{entry}`: flags to set and clear by name, or lines to add and remove.
package struct ConfigurationChangeBody: Codable, Sendable, Equatable {
    package let add: [String]?
    package let remove: [String]?

    package init(add: [String]?, remove: [String]?) {
        self.add = add
        self.remove = remove
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        add = try object.optionalTexts("add")
        remove = try object.optionalTexts("remove")
        try object.finish()
    }
}
