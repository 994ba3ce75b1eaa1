extension GeneralName {
    /// An internationalized mail address (RFC 8398): `otherName` 1.3.6.1.5.5.7.8.9 with a UTF8String.
    public static func smtpUTF8Mailbox(_ address: String) -> GeneralName {
        .otherName(type: OID.Extensions.smtpUTF8Mailbox, value: DERWriter.encode(capacity: 64) { $0.writeUTF8String(address) })
    }

    /// A service at a domain, `_imap.example.com` (RFC 4985): `otherName` 1.3.6.1.5.5.7.8.7 with an IA5String. `nil` when it is not ASCII.
    public static func serviceName(_ name: String) -> GeneralName? {
        AttributeText(ia5: name).map { .otherName(type: OID.Extensions.serviceName, value: $0.derEncoded) }
    }

    /// Microsoft's directory object identifier, 16 octets; `nil` for another name.
    public var directoryObjectGUID: [UInt8]? {
        guard case .otherName(OID.Microsoft.ntdsReplication, let value) = self,
            let octets = try? DERElement(parsing: value, structure: "NTDSReplication").octetString(), octets.count == 16
        else { return nil }
        return octets
    }

    /// The internationalized mail address of RFC 8398; `nil` for another name.
    public var smtpUTF8Mailbox: String? {
        guard case .otherName(OID.Extensions.smtpUTF8Mailbox, let value) = self else { return nil }
        return try? DERElement(parsing: value, structure: "SmtpUTF8Mailbox").utf8String()
    }

    /// The service of RFC 4985; `nil` for another name.
    public var serviceName: String? {
        guard case .otherName(OID.Extensions.serviceName, let value) = self else { return nil }
        return try? DERElement(parsing: value, structure: "SRVName").ia5String()
    }

    /// The parts of an EDI party name; `nil` for another name, and when it cannot be read.
    public var ediParty: EDIPartyName? {
        guard case .ediPartyName(let element) = self else { return nil }
        return try? EDIPartyName(generalName: element)
    }
}

/// RFC 4556 §3.2.2: the name of a Kerberos principal, an `otherName` 1.3.6.1.5.2.2 in certificates of key distribution centers
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

    /// Creates a name; text that is not ASCII makes the name unreadable.
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
        components = try name.next("name-string").explicitContent(1).list { member throws(FormatError) in
            try member.ia5String(Self.generalString)
        }
        try name.finish()
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
                            writer.writeSequence(of: components) { $1.writeIA5String($0, tag: 0x1B) }
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
    /// The Kerberos principal; `nil` for another name, and when it cannot be read.
    public var kerberosPrincipal: KerberosPrincipalName? {
        guard case .otherName(OID.Extensions.kerberosPrincipalName, let value) = self else { return nil }
        return try? KerberosPrincipalName(derEncoded: value)
    }
}

/// RFC 5280 §4.2.1.6
///
///     EDIPartyName ::= SEQUENCE { nameAssigner [0] DirectoryString OPTIONAL, partyName [1] DirectoryString }
///
/// In a GeneralName the SEQUENCE has the tag `[5] IMPLICIT`. A DirectoryString is a CHOICE, so its tags are explicit.
public struct EDIPartyName: Hashable, Sendable {
    /// The party that assigns the names.
    public let nameAssigner: AttributeText?

    /// The name.
    public let partyName: AttributeText

    public init(nameAssigner: AttributeText? = nil, partyName: AttributeText) {
        self.nameAssigner = nameAssigner
        self.partyName = partyName
    }

    /// Reads the whole element of a GeneralName, tag `[5]` included.
    public init(generalName: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: generalName, structure: "EDIPartyName").fields(.context(5))
        nameAssigner = try fields.optional(explicit: 0, "nameAssigner", AttributeText.init)
        partyName = try AttributeText(fields.next("partyName").explicitContent(1))
        try fields.finish()
    }

    /// The GeneralName.
    public var generalName: GeneralName {
        .ediPartyName(
            DERWriter.encode(capacity: 64) { writer in
                writer.writeExplicit(5) { writer in
                    if let nameAssigner { writer.writeExplicit(0) { $0.writeRaw(nameAssigner.derEncoded) } }
                    writer.writeExplicit(1) { $0.writeRaw(partyName.derEncoded) }
                }
            }
        )
    }
}
