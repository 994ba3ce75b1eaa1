/// RFC 5280 §4.1.2.4
///
///     Name ::= CHOICE { rdnSequence RDNSequence }
///     RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
///
/// Two names are equal when their encodings are; ``matches(_:)`` compares as RFC 5280 §7.1 does.
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
        derEncoded = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for rdn in rdns { rdn.write(to: &writer) }
            }
        }
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
        var rdns: [RelativeDistinguishedName] = []
        for member in try element.members() { rdns.append(try RelativeDistinguishedName(member)) }
        self.rdns = rdns
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

    /// Compares by the rules of RFC 5280 §7.1: string types do not matter, nor case, nor the amount of white space.
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
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

extension DistinguishedName: CustomStringConvertible {
    /// The form of RFC 4514.
    public var description: String { rfc4514 }
}
