/// RFC 7292 §4.2
///
///     PKCS12Attribute ::= SEQUENCE { attrId ATTRIBUTE.&id, attrValues SET OF ATTRIBUTE.&Type }
///
/// Unlike attributes elsewhere one may be without a value: Microsoft's for keys of the machine is.
public struct BagAttribute: Hashable, Sendable {
    /// Which attribute.
    public let oid: OID
    /// The values, each as DER.
    public let values: [[UInt8]]

    /// Creates an attribute; the values are put in the order of DER.
    public init(_ oid: OID, values: [[UInt8]]) {
        self.oid = oid
        self.values = values.inSetOrder { $0 }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PKCS12Attribute")
        oid = try fields.next("attrId").oid()
        values = try fields.next("attrValues").members(.set).map(\.encoded)
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOID(oid)
                writer.writeMembers(values)
            }
        }
    }
}

extension BagAttribute {
    /// The name people see (RFC 2985 §5.5.1).
    public static func friendlyName(_ name: String) -> BagAttribute {
        BagAttribute(OID.PKCS12.friendlyName, values: [DERWriter.encode(capacity: 64) { $0.writeBMPString(name) }])
    }

    /// What a key and its certificate have in common (RFC 2985 §5.5.2).
    public static func localKeyIdentifier(_ identifier: [UInt8]) -> BagAttribute {
        BagAttribute(OID.PKCS12.localKeyIdentifier, values: [DERWriter.encode(capacity: 32) { $0.writeOctetString(identifier) }])
    }

    /// Microsoft's name of the provider the key is to go to.
    public static func keyProviderName(_ name: String) -> BagAttribute {
        BagAttribute(OID.PKCS12.keyProviderName, values: [DERWriter.encode(capacity: 64) { $0.writeBMPString(name) }])
    }

    /// Microsoft's mark of a key of the machine.
    public static let localMachineKeySet = BagAttribute(OID.PKCS12.localMachineKeySet, values: [])

    /// Java's list of the purposes a certificate is trusted for; `anyExtendedKeyUsage` for all. Java passes over certificates without it.
    public static func trustedKeyUsage(_ purposes: [OID]) -> BagAttribute {
        BagAttribute(
            OID.PKCS12.trustedKeyUsage,
            values: purposes.map { purpose in DERWriter.encode(capacity: 16) { $0.writeOID(purpose) } }
        )
    }
}

extension [BagAttribute] {
    /// The name people see; `nil` when absent or no BMPString.
    public var friendlyName: String? { bmpString(OID.PKCS12.friendlyName) }

    /// What a key and its certificate have in common; `nil` when absent.
    public var localKeyIdentifier: [UInt8]? {
        guard let value = first(where: { $0.oid == OID.PKCS12.localKeyIdentifier })?.values.first else { return nil }
        return try? DERElement(parsing: value, structure: "localKeyId").octetString()
    }

    /// Microsoft's name of the key's provider; `nil` when absent.
    public var keyProviderName: String? { bmpString(OID.PKCS12.keyProviderName) }

    /// Java's purposes the certificate is trusted for; `nil` when absent.
    public var trustedKeyUsage: [OID]? {
        guard let attribute = first(where: { $0.oid == OID.PKCS12.trustedKeyUsage }) else { return nil }
        return attribute.values.compactMap { try? DERElement(parsing: $0, structure: "trustedKeyUsage").oid() }
    }

    private func bmpString(_ oid: OID) -> String? {
        guard let value = first(where: { $0.oid == oid })?.values.first,
            let octets = try? DERElement(parsing: value, structure: "PKCS12Attribute").primitive(.bmpString), octets.count % 2 == 0
        else { return nil }
        let units = stride(from: octets.startIndex, to: octets.endIndex, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
