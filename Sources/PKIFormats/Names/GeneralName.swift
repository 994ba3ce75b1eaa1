/// RFC 5280 §4.2.1.6
///
///     GeneralName ::= CHOICE {
///         otherName                  [0]  OtherName,
///         rfc822Name                 [1]  IA5String,
///         dNSName                    [2]  IA5String,
///         x400Address                [3]  ORAddress,
///         directoryName              [4]  Name,
///         ediPartyName               [5]  EDIPartyName,
///         uniformResourceIdentifier  [6]  IA5String,
///         iPAddress                  [7]  OCTET STRING,
///         registeredID               [8]  OBJECT IDENTIFIER }
///     OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY DEFINED BY type-id }
public enum GeneralName: Hashable, Sendable, DERWritable {
    /// A name form of its own type; `value` is the DER element inside `[0]`.
    case otherName(type: OID, value: [UInt8])
    /// An e-mail address.
    case rfc822Name(String)
    /// A DNS name.
    case dnsName(String)
    /// An X.400 address: the whole element.
    case x400Address([UInt8])
    /// A distinguished name.
    case directoryName(DistinguishedName)
    /// An EDI party name: the whole element.
    case ediPartyName([UInt8])
    /// A URI.
    case uri(String)
    /// An IP address: 4 or 16 octets, twice as many in name constraints.
    case ipAddress([UInt8])
    /// A registered object identifier.
    case registeredID(OID)

    /// Microsoft's user principal name: `otherName` 1.3.6.1.4.1.311.20.2.3 with a UTF8String.
    public static func userPrincipalName(_ name: String) -> GeneralName {
        .otherName(type: OID.Microsoft.userPrincipalName, value: DERWriter.encode(capacity: 64) { $0.writeUTF8String(name) })
    }

    /// Microsoft's directory object identifier: `otherName` 1.3.6.1.4.1.311.25.1 with an OCTET STRING of 16 octets.
    public static func directoryObjectGUID(_ bytes: [UInt8]) -> GeneralName {
        .otherName(type: OID.Microsoft.ntdsReplication, value: DERWriter.encode(capacity: 24) { $0.writeOctetString(bytes) })
    }

    /// The user principal name; `nil` for another name. Text in any string type is accepted.
    public var userPrincipalName: String? {
        guard case .otherName(OID.Microsoft.userPrincipalName, let value) = self else { return nil }
        return try? DERElement(parsing: value, structure: "UPN").anyString()
    }

    /// Reads the DER of a GeneralName.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "GeneralName"))
    }

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0):
            var fields = try element.fields(.context(0), of: "OtherName")
            let type = try fields.next("type-id").oid()
            let value = try fields.next("value").explicitContent(0).encoded
            try fields.finish()
            self = .otherName(type: type, value: value)
        case .context(1): self = .rfc822Name(try element.ia5String(.context(1)))
        case .context(2): self = .dnsName(try element.ia5String(.context(2)))
        case .context(3):
            _ = try element.fields(.context(3), of: "ORAddress")
            self = .x400Address(element.encoded)
        case .context(4): self = .directoryName(try DistinguishedName(element.explicitContent(4)))
        case .context(5):
            _ = try element.fields(.context(5), of: "EDIPartyName")
            self = .ediPartyName(element.encoded)
        case .context(6): self = .uri(try element.ia5String(.context(6)))
        case .context(7):
            let address = try element.octetString(.context(7))
            guard [4, 8, 16, 32].contains(address.count) else {
                throw element.fail("an IP address has 4 or 16 octets (8 or 32 with a mask), this has \(address.count)")
            }
            self = .ipAddress(address)
        case .context(8): self = .registeredID(try element.oid(.context(8)))
        default: throw element.fail("expected [0] to [8] of GeneralName, found \(element.tag.name)")
        }
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 64) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        switch self {
        case .otherName(let type, let value):
            writer.writeExplicit(0) { writer in
                writer.writeOID(type)
                writer.writeExplicit(0) { $0.writeRaw(value) }
            }
        case .rfc822Name(let text): writer.writeIA5String(text, tag: 0x81)
        case .dnsName(let text): writer.writeIA5String(text, tag: 0x82)
        case .x400Address(let element), .ediPartyName(let element): writer.writeRaw(element)
        case .directoryName(let name): writer.writeExplicit(4) { $0.writeRaw(name.derEncoded) }
        case .uri(let text): writer.writeIA5String(text, tag: 0x86)
        case .ipAddress(let address): writer.writeOctetString(address, tag: 0x87)
        case .registeredID(let oid): writer.writeOID(oid, tag: 0x88)
        }
    }

    /// Reads `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName`.
    static func readSequence(_ element: DERElement, _ tag: DERTag = .sequence) throws(FormatError) -> [GeneralName] {
        return try element.list(tag, ifEmpty: "GeneralNames cannot be empty", of: GeneralName.init)
    }

    /// The DER of GeneralNames.
    static func encode(_ names: [GeneralName]) -> [UInt8] {
        DERWriter.encode(capacity: 128) { $0.writeSequence(of: names) }
    }
}

extension GeneralName: CustomStringConvertible {
    /// A prefix for the kind and the value, for example `dns:www.example.com`, `upn:alice@example.com`, `ip:2001:db8::1`.
    public var description: String {
        switch self {
        case .otherName(let type, let value):
            if let name = userPrincipalName { "upn:" + name } else { "other:\(type.dotted);\(Hex.encode(value))" }
        case .rfc822Name(let text): "email:" + text
        case .dnsName(let text): "dns:" + text
        case .x400Address(let element): "x400:" + Hex.encode(element)
        case .directoryName(let name): "dn:" + name.rfc4514
        case .ediPartyName(let element): "edi:" + Hex.encode(element)
        case .uri(let text): "uri:" + text
        case .ipAddress(let address): "ip:" + IPAddressText.text(of: address)
        case .registeredID(let oid): "oid:" + oid.dotted
        }
    }

    /// An IP address from its text form, IPv4 or IPv6; `nil` for other text.
    public init?(ipAddressText: String) {
        guard let octets = IPAddressText.octets(of: ipAddressText) else { return nil }
        self = .ipAddress(octets)
    }
}

/// The DER in base64, which keeps every form of name.
extension GeneralName: Codable {
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
