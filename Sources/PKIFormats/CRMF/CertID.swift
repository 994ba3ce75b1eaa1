/// RFC 4211 §6.5
///
///     CertId ::= SEQUENCE { issuer GeneralName, serialNumber INTEGER }
///     OldCertId ::= CertId
///
/// A certificate by its issuer and number; the old one in a request that replaces it.
public struct CertID: Hashable, Sendable {
    /// Who issued the certificate.
    public let issuer: GeneralName
    /// The content octets of its serial number.
    public let serialNumber: [UInt8]

    public init(issuer: GeneralName, serialNumber: [UInt8]) {
        self.issuer = issuer
        self.serialNumber = serialNumber
    }

    /// Reads the DER of a CertId; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "CertId"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertId")
        issuer = try GeneralName(fields.next("issuer"))
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
