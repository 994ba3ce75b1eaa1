/// The security identifier of the account for which a certificate was issued, 1.3.6.1.4.1.311.25.2 (MS-WCCE 2.2.2.7.7.4).
///
///     NTDSCASecurity ::= SEQUENCE OF [0] OtherName { 1.3.6.1.4.1.311.25.2.1, [0] EXPLICIT OCTET STRING }
///
/// The OCTET STRING holds the identifier as ASCII text, `S-1-5-21-…`.
public struct NTDSCASecurity: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.25.2
    public static let oid = OID.Microsoft.ntdsCASecurity

    /// The security identifier as text.
    public let sid: String

    public init(sid: String) {
        self.sid = sid
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "NTDSCASecurity", field: "objectSid")
        var found: String?
        for name in try GeneralName.readSequence(element) {
            guard case .otherName(OID.Microsoft.ntdsObjectSID, let inner) = name else { continue }
            let octets = try DERElement(parsing: inner, structure: "NTDSCASecurity", field: "objectSid").octetString()
            guard found == nil, octets.starts(with: Array("S-1-".utf8)), octets.allSatisfy(Self.belongs) else {
                throw element.fail(
                    found == nil ? "the octets are not a security identifier in text form" : "there are two security identifiers"
                )
            }
            found = String(decoding: octets, as: UTF8.self)
        }
        guard let found else { throw element.fail("the structure contains no security identifier") }
        sid = found
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                let octets = DERWriter.encode(capacity: 64) { $0.writeOctetString(Array(sid.utf8)) }
                GeneralName.otherName(type: OID.Microsoft.ntdsObjectSID, value: octets).write(to: &writer)
            }
        }
    }

    private static func belongs(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "S") || octet == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }
}
