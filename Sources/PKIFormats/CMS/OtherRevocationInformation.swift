/// RFC 5652 §10.2.1
///
///     RevocationInfoChoice ::= CHOICE { crl CertificateList, other [1] IMPLICIT OtherRevocationInfoFormat }
///     OtherRevocationInfoFormat ::= SEQUENCE {
///         otherRevInfoFormat  OBJECT IDENTIFIER,
///         otherRevInfo        ANY DEFINED BY otherRevInfoFormat }
///
/// Revocation information that is no list, as it stands in a message. RFC 5940 defines the one in use, an OCSP response.
public struct OtherRevocationInformation: Hashable, Sendable {
    /// Which format it is.
    public let format: OID
    /// The DER of the information.
    public let information: [UInt8]

    public init(format: OID, information: [UInt8]) {
        self.format = format
        self.information = information
    }

    /// An OCSP response (RFC 5940 §2.1).
    public init(_ response: OCSPResponse) {
        self.init(format: OID.CMS.ocspRevocationInformation, information: response.derEncoded)
    }

    /// Reads the DER, whose tag is `[1]`; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "OtherRevocationInfoFormat").fields(.context(1))
        format = try fields.next("otherRevInfoFormat").oid()
        information = try fields.next("otherRevInfo").encoded
        try fields.finish()
    }

    /// The DER with its tag `[1]`, as a message takes it among its lists.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: information.count + 24) { writer in
            writer.writeExplicit(1) { writer in
                writer.writeOID(format)
                writer.writeRaw(information)
            }
        }
    }

    /// Reads the OCSP response; `nil` when it is of another format.
    public func ocspResponse() throws(FormatError) -> OCSPResponse? {
        guard format == OID.CMS.ocspRevocationInformation else { return nil }
        return try OCSPResponse(derEncoded: information)
    }
}
