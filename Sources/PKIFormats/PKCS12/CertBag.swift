/// RFC 7292 §4.2.3
///
///     CertBag ::= SEQUENCE { certId BAG-TYPE.&id, certValue [0] EXPLICIT BAG-TYPE.&Type }
///     x509Certificate BAG-TYPE ::= { OCTET STRING IDENTIFIED BY {certTypes 1} }
///     sdsiCertificate BAG-TYPE ::= { IA5String IDENTIFIED BY {certTypes 2} }
public struct CertBag: Hashable, Sendable {
    /// The type of the certificate.
    public let type: OID
    /// The value as DER.
    public let value: [UInt8]

    /// Holds a certificate of X.509.
    /// - Parameter x509: its DER.
    public init(x509: [UInt8]) {
        type = OID.PKCS12.x509Certificate
        value = DERWriter.encode(capacity: x509.count + 8) { $0.writeOctetString(x509) }
    }

    /// Holds a certificate of any type.
    /// - Parameter value: its DER.
    public init(type: OID, value: [UInt8]) {
        self.type = type
        self.value = value
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertBag")
        type = try fields.next("certId").oid()
        let content = try fields.next("certValue").explicitContent(0)
        try fields.finish()
        if type == OID.PKCS12.x509Certificate { _ = try content.octetString() }
        if type == OID.PKCS12.sdsiCertificate { _ = try content.primitive(.ia5String) }
        value = content.encoded
    }

    /// The DER of the certificate of X.509; `nil` for other types.
    public var x509: [UInt8]? {
        guard type == OID.PKCS12.x509Certificate else { return nil }
        return try? DERElement(parsing: value, structure: "CertBag", field: "certValue").octetString()
    }

    /// The certificate of SDSI, which is base64 text; `nil` for other types.
    public var sdsi: String? {
        guard type == OID.PKCS12.sdsiCertificate,
            let octets = try? DERElement(parsing: value, structure: "CertBag", field: "certValue").primitive(.ia5String)
        else { return nil }
        return String(decoding: octets, as: UTF8.self)
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
