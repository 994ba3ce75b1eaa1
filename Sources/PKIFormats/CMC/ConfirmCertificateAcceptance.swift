/// RFC 5272 §6.14 (control 1.3.6.1.5.5.7.7.24)
///
///     CMCCertId ::= IssuerAndSerialNumber
///     IssuerAndSerialNumber ::= SEQUENCE { issuer Name, serialNumber INTEGER }
///
/// The client has the certificate and agrees with it.
public struct ConfirmCertificateAcceptance: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.24
    public static let oid = OID.CMC.confirmCertificateAcceptance
    /// The issuer of the certificate.
    public let issuer: DistinguishedName
    /// The content octets of its serial number.
    public let serialNumber: [UInt8]

    public init(issuer: DistinguishedName, serialNumber: [UInt8]) {
        self.issuer = issuer
        self.serialNumber = serialNumber
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CMCCertId").fields()
        issuer = try DistinguishedName(fields.next("issuer"))
        serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        }
    }
}
