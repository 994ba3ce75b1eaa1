package import CAInterface
import PKIFormats

/// `PUT …/properties/{id}?index=`. The type is the property's own.
package struct PropertyUpdateBody: Hashable, Sendable, Encodable {
    package var value: PropertyBody.Value

    package init(_ property: CAProperty, _ value: CAPropertyValue) { self.value = PropertyBody(property, value).value }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        switch object.optionalValue("value") {
        case .string(let text): value = .text(text)
        case .number(let digits):
            guard let number = Int32(digits) else {
                throw BodyError(field: "value", value: digits, reason: "a number of a property is a whole one of 32 bits and not \(digits)")
            }
            value = .number(number)
        case nil: throw BodyError(field: "value", value: "", reason: "the member value is missing")
        case .some(let other):
            throw BodyError(field: "value", value: other.kind, reason: "the member value must be a string or a number and is \(other.kind)")
        }
        try object.finish()
    }

    /// - Throws: `BodyError` when the value does not fit the property's type.
    package func value(of property: CAProperty) throws(BodyError) -> CAPropertyValue {
        var body = PropertyBody(property, .long(0))
        body.value = value
        return try body.propertyValue()
    }
}
