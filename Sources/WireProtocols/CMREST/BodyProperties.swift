import PKIFormats
import PortableFoundation

/// Reads properties of a body by case-insensitive name, with the tolerances of ``PublishedJSON``.
struct BodyProperties {
    let body: JSONValue

    init(_ bytes: [UInt8]) throws(InputError) {
        body = try PublishedJSON.read(bytes)
        guard case .object = body else { throw InputError("body", "\(body.kind); an object expected") }
    }

    /// The first of these names that is present and not null.
    func value(_ names: [String]) -> JSONValue? {
        for name in names { if let value = body.member(inAnyCase: name) { return value } }
        return nil
    }

    func string(_ names: String...) throws(InputError) -> String? {
        guard let value = value(names) else { return nil }
        guard case .string(let text) = value else { throw InputError(names[0], "\(value.kind); a string expected") }
        return text
    }

    /// A GUID; an empty string and the empty GUID count as absent.
    func guid(_ names: String...) throws(InputError) -> UUID? {
        guard let value = value(names) else { return nil }
        guard case .string(let text) = value else { throw InputError(names[0], "\(value.kind); a GUID in a string expected") }
        if text.allSatisfy(\.isWhitespace) { return nil }
        guard let id = GUIDText.read(text) else { throw InputError(names[0], "“\(text.prefix(60))” is not a GUID") }
        return GUIDText.text(id) == GUIDText.none ? nil : id
    }

    /// A word given as name or as number.
    func word(_ names: String...) throws(InputError) -> String? {
        guard let value = value(names) else { return nil }
        switch value {
        case .string(let text): return text.filter { !$0.isWhitespace }
        case .number(let digits): return digits
        default: throw InputError(names[0], "\(value.kind); a name or number expected")
        }
    }
}
