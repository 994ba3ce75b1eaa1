/// RFC 5272 §6.9 (control 1.3.6.1.5.5.7.7.15)
///
///     GetCert ::= SEQUENCE { issuerName GeneralName, serialNumber INTEGER }
///
/// Asks for a certificate issued before.
public struct GetCertificate: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.15
    public static let oid = OID.CMC.getCertificate
    /// Who issued it.
    public let issuer: GeneralName
    /// The content octets of its serial number.
    public let serialNumber: [UInt8]

    public init(issuer: GeneralName, serialNumber: [UInt8]) {
        self.issuer = issuer
        self.serialNumber = serialNumber
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "GetCert").fields()
        issuer = try GeneralName(fields.next("issuerName"))
        serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                issuer.write(to: &writer)
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        }
    }
}
