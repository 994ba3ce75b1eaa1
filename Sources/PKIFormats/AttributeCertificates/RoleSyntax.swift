/// RFC 5755 §4.4.5
///
///     RoleSyntax ::= SEQUENCE {
///         roleAuthority  [0] GeneralNames OPTIONAL,
///         roleName       [1] GeneralName }
///
/// GeneralName is a CHOICE, so the second tag is explicit.
public struct RoleSyntax: RequestAttributeValue {
    /// 2.5.4.72
    public static let oid = OID.AttributeCertificates.role
    /// The names of the authority that defines the rights of the role; empty when absent.
    public let authority: [GeneralName]
    /// The role; RFC 5755 demands a URI.
    public let name: GeneralName

    public init(_ name: GeneralName, authority: [GeneralName] = []) {
        self.authority = authority
        self.name = name
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RoleSyntax").fields()
        authority = try fields.optional(0, "roleAuthority", GeneralName.readSequence) ?? []
        name = try GeneralName(fields.next("roleName").explicitContent(1))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                if !authority.isEmpty { writer.writeSequence(of: authority, tag: 0xA0) }
                writer.writeExplicit(1) { name.write(to: &$0) }
            }
        }
    }
}
