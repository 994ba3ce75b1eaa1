/// RFC 5280 §4.2.2.1
///
///     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
///     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
///
/// Access methods other than the two below, and locations that are no URI, are skipped when reading.
public struct AuthorityInformationAccess: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.1
    public static let oid = OID.Extensions.authorityInformationAccess

    /// Where the issuer's certificate can be fetched.
    public let caIssuers: [String]

    /// Where OCSP responders answer.
    public let ocsp: [String]

    /// Creates the value.
    public init(caIssuers: [String] = [], ocsp: [String] = []) {
        self.caIssuers = caIssuers
        self.ocsp = ocsp
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var (caIssuers, ocsp): ([String], [String]) = ([], [])
        for member in try DERElement(parsing: value, structure: "AuthorityInfoAccessSyntax").members() {
            var fields = try member.fields(of: "AccessDescription")
            let method = try fields.next("accessMethod").oid()
            let location = try GeneralName(fields.next("accessLocation"))
            try fields.finish()
            guard case .uri(let uri) = location else { continue }
            switch method {
            case OID.Extensions.caIssuers: caIssuers.append(uri)
            case OID.Extensions.ocsp: ocsp.append(uri)
            default: break
            }
        }
        self.caIssuers = caIssuers
        self.ocsp = ocsp
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for uri in caIssuers { Self.write(OID.Extensions.caIssuers, uri, to: &writer) }
                for uri in ocsp { Self.write(OID.Extensions.ocsp, uri, to: &writer) }
            }
        }
    }

    private static func write(_ method: OID, _ uri: String, to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(method)
            GeneralName.uri(uri).write(to: &writer)
        }
    }
}
