/// RFC 5755 §4.1
///
///     IssuerSerial ::= SEQUENCE {
///         issuer     GeneralNames,
///         serial     CertificateSerialNumber,
///         issuerUID  UniqueIdentifier OPTIONAL }
public struct IssuerSerial: Hashable, Sendable {
    /// The names of who issued the certificate; RFC 5755 allows one directory name.
    public let issuer: [GeneralName]
    /// The content octets of the certificate's serial number.
    public let serialNumber: [UInt8]
    /// The content octets of the BIT STRING, with the count of unused bits first; `nil` when absent.
    public let issuerUniqueID: [UInt8]?

    /// Creates the value.
    public init(issuer: [GeneralName], serialNumber: [UInt8], issuerUniqueID: [UInt8]? = nil) {
        self.issuer = issuer
        self.serialNumber = serialNumber
        self.issuerUniqueID = issuerUniqueID
    }

    /// The value that names `certificate`.
    public init(of certificate: Certificate) {
        self.init(
            issuer: [.directoryName(certificate.issuer)],
            serialNumber: certificate.serialNumber,
            issuerUniqueID: certificate.issuerUniqueID
        )
    }

    /// Reads it under its own tag or an implicit one.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(element.tag, of: "IssuerSerial")
        issuer = try GeneralName.readSequence(fields.next("issuer"))
        serialNumber = try fields.next("serial").integerBytes()
        issuerUniqueID = try fields.optional(.bitString, "issuerUID")?.uniqueIdentifier()
        try fields.finish()
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            writer.writeRaw(GeneralName.encode(issuer))
            writer.writePrimitive(tag: 0x02, serialNumber)
            if let issuerUniqueID { writer.writePrimitive(tag: 0x03, issuerUniqueID) }
        }
    }
}

extension DERElement {
    /// `UniqueIdentifier ::= BIT STRING`: its content octets, with the count of unused bits first.
    func uniqueIdentifier() throws(FormatError) -> [UInt8] {
        let bits = try bitString()
        return [UInt8(bits.unusedBits)] + bits.bytes
    }
}
