/// RFC 5652 §5.3 and §6.2.1: how the certificate of a signer or of a recipient is named.
///
///     RecipientIdentifier ::= CHOICE {
///         issuerAndSerialNumber  IssuerAndSerialNumber,
///         subjectKeyIdentifier   [0] IMPLICIT SubjectKeyIdentifier }
///     IssuerAndSerialNumber ::= SEQUENCE { issuer Name, serialNumber CertificateSerialNumber }
public typealias CMSIdentifier = SignerInfo.Identifier

extension SignerInfo.Identifier {
    init(_ element: DERElement) throws(FormatError) {
        if element.tag == .context(0) {
            self = .subjectKeyIdentifier(try element.octetString(.context(0)))
        } else {
            self = try Self.issuerAndSerialNumber(element)
        }
    }

    static func issuerAndSerialNumber(_ element: DERElement) throws(FormatError) -> SignerInfo.Identifier {
        var fields = try element.fields(of: "IssuerAndSerialNumber")
        let issuer = try DistinguishedName(fields.next("issuer"))
        let serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
        return .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        case .subjectKeyIdentifier(let keyIdentifier): writer.writeOctetString(keyIdentifier, tag: 0x80)
        }
    }
}

extension SignerInfo.Identifier {
    /// The identifier of `certificate` by issuer and serial number, which every program reads.
    public static func issuerAndSerialNumber(of certificate: Certificate) -> SignerInfo.Identifier {
        .issuerAndSerialNumber(issuer: certificate.issuer, serialNumber: certificate.serialNumber)
    }
}
