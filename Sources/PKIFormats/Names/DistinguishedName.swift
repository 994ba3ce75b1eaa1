/// RFC 5280 §4.1.2.4
///
///     Name ::= CHOICE { rdnSequence RDNSequence }
///     RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
///
/// Two names are equal when their encodings are equal. ``matches(_:)`` compares by the rules of RFC 5280 §7.1.
public struct DistinguishedName: Sendable {
    /// The relative names in encoding order: the most significant one first.
    public let rdns: [RelativeDistinguishedName]

    /// The encoding, exactly as it was read.
    public let derEncoded: [UInt8]

    /// The name without any relative names.
    public static let empty = DistinguishedName([])

    /// Creates a name from its relative names in encoding order.
    public init(_ rdns: [RelativeDistinguishedName]) {
        self.rdns = rdns
        derEncoded = DERWriter.encode(capacity: 128) { $0.writeSequence(of: rdns) { $0.write(to: &$1) } }
    }

    /// Creates a name of single-valued relative names in encoding order, most significant first: `DC=com` first, the CN last.
    public static func of(_ pairs: [(OID, String)]) -> DistinguishedName {
        DistinguishedName(pairs.map { RelativeDistinguishedName([AttributeTypeAndValue($0.0, $0.1)]) })
    }

    /// Reads the DER of a Name.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "Name"))
    }

    init(_ element: DERElement) throws(FormatError) {
        rdns = try element.list { member throws(FormatError) in try RelativeDistinguishedName(member) }
        derEncoded = element.encoded
    }

    /// Whether the name has no relative names.
    public var isEmpty: Bool { rdns.isEmpty }

    /// All values of an attribute type, in encoding order.
    public func values(of type: OID) -> [String] {
        rdns.flatMap(\.attributes).filter { $0.type == type }.map(\.value.string)
    }

    /// The last, most specific common name.
    public var commonName: String? { values(of: OID.commonName).last }

    /// Compares by the rules of RFC 5280 §7.1, which ignore string types, case and the amount of white space.
    public func matches(_ other: DistinguishedName) -> Bool {
        if derEncoded == other.derEncoded { return true }
        guard rdns.count == other.rdns.count else { return false }
        return zip(rdns, other.rdns).allSatisfy { Self.normalized($0) == Self.normalized($1) }
    }

    private static func normalized(_ rdn: RelativeDistinguishedName) -> Set<[String]> {
        Set(
            rdn.attributes.map { attribute in
                guard attribute.value.text != nil else { return [attribute.type.dotted, attribute.value.string] }
                let words = attribute.value.string.lowercased().split(whereSeparator: \.isWhitespace)
                return [attribute.type.dotted, words.joined(separator: " ")]
            }
        )
    }
}

extension DistinguishedName: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

extension DistinguishedName: CustomStringConvertible {
    /// The form of RFC 4514.
    public var description: String { rfc4514 }
}

/// The DER in base64: the text form of RFC 4514 would lose the string types.
extension DistinguishedName: Codable {
    /// Reads the DER in base64.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(derEncoded: Base64.decode(text))
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
        }
    }

    /// Writes the DER in base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Base64.encode(derEncoded))
    }
}

/// RFC 5280 §4.1.2.4
///
///     AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
public struct AttributeTypeAndValue: Hashable, Sendable {
    /// The attribute type, for example ``OID/commonName``.
    public let type: OID

    /// The value with its string type.
    public let value: AttributeText

    /// Creates an attribute with a value in a given string type.
    public init(type: OID, value: AttributeText) {
        self.type = type
        self.value = value
    }

    /// Creates an attribute in the string type that RFC 5280 demands for it.
    public init(_ type: OID, _ string: String) {
        self.init(type: type, value: AttributeText(string, for: type))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "AttributeTypeAndValue")
        type = try fields.next("type").oid()
        value = try AttributeText(fields.next("value"))
        try fields.finish()
    }

    var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOID(type)
                writer.writeRaw(value.derEncoded)
            }
        }
    }
}

/// RFC 5280 §4.1.2.4
///
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
public struct RelativeDistinguishedName: Hashable, Sendable {
    /// The attributes; nearly always one.
    public let attributes: [AttributeTypeAndValue]

    public init(_ attributes: [AttributeTypeAndValue]) {
        self.attributes = attributes
    }

    /// Reads the relative name.
    /// - Parameter tag: SET, or the implicit tag of a name relative to the issuer of a revocation list.
    init(_ element: DERElement, _ tag: DERTag = .set) throws(FormatError) {
        attributes = try element.list(tag, ifEmpty: "a RelativeDistinguishedName cannot be empty", of: AttributeTypeAndValue.init)
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x31) {
        writer.writeSetOf(attributes.map(\.derEncoded), tag: tag)
    }
}
