/// RFC 5755 §4.4
///
///     IetfAttrSyntax ::= SEQUENCE {
///         policyAuthority  [0] GeneralNames OPTIONAL,
///         values           SEQUENCE OF CHOICE { octets OCTET STRING, oid OBJECT IDENTIFIER, string UTF8String } }
///
/// It is the value of ``ChargingIdentity`` and of ``GroupMembership``.
public struct IETFAttributeSyntax: Hashable, Sendable {
    /// One of the values.
    public enum Value: Hashable, Sendable {
        /// Octets that only who defined them understands.
        case octets([UInt8])
        /// A registered value.
        case oid(OID)
        /// Text.
        case string(String)
    }

    /// Who defined the values; empty when absent.
    public let policyAuthority: [GeneralName]
    /// The values; RFC 5755 wants all of one kind.
    public let values: [Value]

    /// Creates the value.
    public init(_ values: [Value], policyAuthority: [GeneralName] = []) {
        self.policyAuthority = policyAuthority
        self.values = values
    }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "IetfAttrSyntax").fields()
        policyAuthority = try fields.optional(context: 0, "policyAuthority").map(GeneralName.readImplicitSequence) ?? []
        var values: [Value] = []
        for member in try fields.next("values").members() {
            switch member.tag {
            case .octetString: values.append(.octets(try member.octetString()))
            case .objectIdentifier: values.append(.oid(try member.oid()))
            case .utf8String: values.append(.string(try member.utf8String()))
            default: throw member.fail("expected OCTET STRING, OBJECT IDENTIFIER or UTF8String, found \(member.tag.name)")
            }
        }
        self.values = values
        try fields.finish()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                if !policyAuthority.isEmpty { writer.writeImplicit(0xA0, GeneralName.encode(policyAuthority)) }
                writer.writeSequence { writer in
                    for value in values {
                        switch value {
                        case .octets(let octets): writer.writeOctetString(octets)
                        case .oid(let oid): writer.writeOID(oid)
                        case .string(let text): writer.writeUTF8String(text)
                        }
                    }
                }
            }
        }
    }
}
