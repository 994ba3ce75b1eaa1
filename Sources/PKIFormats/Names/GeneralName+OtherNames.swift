extension GeneralName {
    /// An internationalized mail address (RFC 8398): `otherName` 1.3.6.1.5.5.7.8.9 with a UTF8String.
    public static func smtpUTF8Mailbox(_ address: String) -> GeneralName {
        .otherName(type: OID.Extensions.smtpUTF8Mailbox, value: DERWriter.encode(capacity: 64) { $0.writeUTF8String(address) })
    }

    /// A service at a domain, `_imap.example.com` (RFC 4985): `otherName` 1.3.6.1.5.5.7.8.7 with an IA5String. `nil` when it is not ASCII.
    public static func serviceName(_ name: String) -> GeneralName? {
        AttributeText(ia5: name).map { .otherName(type: OID.Extensions.serviceName, value: $0.derEncoded) }
    }

    /// Microsoft's directory object identifier, 16 octets, if this is one.
    public var directoryObjectGUID: [UInt8]? {
        guard case .otherName(OID.Microsoft.ntdsReplication, let value) = self,
            let octets = try? DERElement(parsing: value, structure: "NTDSReplication").octetString(), octets.count == 16
        else { return nil }
        return octets
    }

    /// The internationalized mail address, if this is one of RFC 8398.
    public var smtpUTF8Mailbox: String? {
        guard case .otherName(OID.Extensions.smtpUTF8Mailbox, let value) = self else { return nil }
        return try? DERElement(parsing: value, structure: "SmtpUTF8Mailbox").utf8String()
    }

    /// The service, if this is one of RFC 4985.
    public var serviceName: String? {
        guard case .otherName(OID.Extensions.serviceName, let value) = self else { return nil }
        return try? DERElement(parsing: value, structure: "SRVName").ia5String()
    }

    /// The parts of an EDI party name; `nil` when this is none or it cannot be read.
    public var ediParty: EDIPartyName? {
        guard case .ediPartyName(let element) = self else { return nil }
        return try? EDIPartyName(generalName: element)
    }
}
