/// RFC 7292 §4.2.4
///
///     CRLBag ::= SEQUENCE { crlId BAG-TYPE.&id, crlValue [0] EXPLICIT BAG-TYPE.&Type }
///     x509CRL BAG-TYPE ::= { OCTET STRING IDENTIFIED BY {crlTypes 1} }
public struct CRLBag: Hashable, Sendable {
    /// The type of the list.
    public let type: OID
    /// The value as DER.
    public let value: [UInt8]

    /// Holds a list of X.509.
    /// - Parameter x509: its DER.
    public init(x509: [UInt8]) {
        type = OID.PKCS12.x509CRL
        value = DERWriter.encode(capacity: x509.count + 8) { $0.writeOctetString(x509) }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CRLBag")
        type = try fields.next("crlId").oid()
        let content = try fields.next("crlValue").explicitContent(0)
        try fields.finish()
        if type == OID.PKCS12.x509CRL { _ = try content.octetString() }
        value = content.encoded
    }

    /// The DER of the list of X.509; `nil` for other types.
    public var x509: [UInt8]? {
        guard type == OID.PKCS12.x509CRL else { return nil }
        return try? DERElement(parsing: value, structure: "CRLBag", field: "crlValue").octetString()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: value.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(type)
                writer.writeExplicit(0) { $0.writeRaw(value) }
            }
        }
    }
}
