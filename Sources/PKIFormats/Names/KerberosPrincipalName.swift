/// RFC 4556 §3.2.2: the name of a Kerberos principal, an `otherName` 1.3.6.1.5.2.2 of the certificates of key distribution centres
///
///     KRB5PrincipalName ::= SEQUENCE { realm [0] Realm, principalName [1] PrincipalName }
///     PrincipalName ::= SEQUENCE { name-type [0] Int32, name-string [1] SEQUENCE OF KerberosString }
///     Realm ::= KerberosString, KerberosString ::= GeneralString (IA5String)
public struct KerberosPrincipalName: Hashable, Sendable {
    /// The realm, for example `EXAMPLE.COM`.
    public let realm: String

    /// The kind of name (RFC 4120 §6.2): 1 for a principal, 2 for a service.
    public let nameType: Int

    /// The parts of the name, for example `krbtgt` and `EXAMPLE.COM`.
    public let components: [String]

    /// Creates a name; text that is not ASCII makes it unreadable.
    public init(realm: String, nameType: Int, components: [String]) {
        self.realm = realm
        self.nameType = nameType
        self.components = components
    }

    /// Reads the DER inside the `otherName`.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "KRB5PrincipalName").fields()
        realm = try fields.next("realm").explicitContent(0).ia5String(Self.generalString)
        var name = try fields.next("principalName").explicitContent(1).fields(of: "PrincipalName")
        try fields.finish()
        nameType = try name.next("name-type").explicitContent(0).integer()
        var components: [String] = []
        for member in try name.next("name-string").explicitContent(1).members() {
            components.append(try member.ia5String(Self.generalString))
        }
        try name.finish()
        self.components = components
    }

    /// The DER inside the `otherName`.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeExplicit(0) { $0.writeIA5String(realm, tag: 0x1B) }
                writer.writeExplicit(1) { writer in
                    writer.writeSequence { writer in
                        writer.writeExplicit(0) { $0.writeInteger(nameType) }
                        writer.writeExplicit(1) { writer in
                            writer.writeSequence { writer in
                                for component in components { writer.writeIA5String(component, tag: 0x1B) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The GeneralName.
    public var generalName: GeneralName { .otherName(type: OID.Extensions.kerberosPrincipalName, value: derEncoded) }

    private static var generalString: DERTag { DERTag(identifier: 0x1B) }
}

extension GeneralName {
    /// The Kerberos principal; `nil` when this is none or it cannot be read.
    public var kerberosPrincipal: KerberosPrincipalName? {
        guard case .otherName(OID.Extensions.kerberosPrincipalName, let value) = self else { return nil }
        return try? KerberosPrincipalName(derEncoded: value)
    }
}
