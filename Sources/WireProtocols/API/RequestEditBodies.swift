package import CAInterface
package import PKIFormats

/// `PUT …/requests/{requestId}/attributes`.
package struct RequestAttributesBody: Hashable, Sendable, Codable {
    package var attributes: [String: String]

    package init(_ attributes: RequestAttributes) {
        self.attributes = Dictionary(attributes.pairs.map { ($0.name, $0.value) }) { _, last in last }
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard let attributes = try object.optionalTextByName("attributes") else {
            throw BodyError(field: "attributes", value: "", reason: "the member attributes is missing")
        }
        self.attributes = attributes
        try object.finish()
    }
}

/// `PUT …/requests/{requestId}/extensions/{oid}`.
package struct ExtensionChangeBody: Hashable, Sendable, Codable {
    /// `long`, `date`, `string` or `binary`; `binary` when absent.
    package var type: String?
    /// A decimal number, a date, the text, or base64 of the DER.
    package var value: String?
    package var critical: Bool?
    package var disable: Bool?

    package init(type: String?, value: String?, critical: Bool, disable: Bool) {
        self.type = type
        self.value = value
        self.critical = critical ? true : nil
        self.disable = disable ? true : nil
    }

    /// The body for a change whose value is encoded already.
    package init(_ change: ExtensionChange) {
        self.init(
            type: nil,
            value: change.disabled ? nil : Base64.encode(change.value),
            critical: change.critical,
            disable: change.disabled
        )
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        type = try object.optionalText("type")
        value = try object.optionalText("value")
        critical = try object.optionalFlag("critical")
        disable = try object.optionalFlag("disable")
        try object.finish()
    }

    package func change(of oid: OID) throws(BodyError) -> ExtensionChange {
        let disabled = disable ?? false
        guard let value else {
            guard disabled else {
                throw BodyError(field: "value", value: "", reason: "the member value is missing; only disable needs none")
            }
            return ExtensionChange(oid: oid, critical: critical ?? false, disabled: true, value: [])
        }
        do {
            let bytes = try typed(value).derEncoded()
            return ExtensionChange(oid: oid, critical: critical ?? false, disabled: disabled, value: bytes)
        } catch let error as BodyError {
            throw error
        } catch {
            throw BodyError(field: "value", value: value, reason: "value cannot be a \(type ?? "binary"): \(error)")
        }
    }

    private func typed(_ value: String) throws(BodyError) -> ExtensionChange.Value {
        switch type ?? "binary" {
        case "long":
            guard let number = Int32(value) else {
                throw BodyError(field: "value", value: value, reason: "value is \(value); a long is a whole number of 32 bits")
            }
            return .long(number)
        case "date": return .date(try WireDate.required(value, field: "value"))
        case "string": return .string(value)
        case "binary": return .binary(try EncodedText.bytes(of: value, field: "value"))
        case let other: throw BodyError(field: "type", value: other, reason: "type is \(other); it must be long, date, string or binary")
        }
    }
}
