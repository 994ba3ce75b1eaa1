/// RFC 5755 §4.4.5
///
///     RoleSyntax ::= SEQUENCE {
///         roleAuthority  [0] GeneralNames OPTIONAL,
///         roleName       [1] GeneralName }
///
/// GeneralName is a CHOICE, so that the second tag is explicit.
public struct RoleSyntax: RequestAttributeValue {
    /// 2.5.4.72
    public static let oid = OID.AttributeCertificates.role
    /// Who defines what the role may do; empty when absent.
    public let authority: [GeneralName]
    /// The role; RFC 5755 wants a URI.
    public let name: GeneralName

    /// Creates the value.
    public init(_ name: GeneralName, authority: [GeneralName] = []) {
        self.authority = authority
        self.name = name
    }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RoleSyntax").fields()
        authority = try fields.optional(context: 0, "roleAuthority").map(GeneralName.readImplicitSequence) ?? []
        name = try GeneralName(fields.next("roleName").explicitContent(1))
        try fields.finish()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                if !authority.isEmpty { writer.writeImplicit(0xA0, GeneralName.encode(authority)) }
                writer.writeExplicit(1) { name.write(to: &$0) }
            }
        }
    }
}
