/// RFC 5280 §4.2.2.1
///
///     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
public struct AuthorityInformationAccess: AccessDescriptionsValue {
    /// 1.3.6.1.5.5.7.1.1
    public static let oid = OID.Extensions.authorityInformationAccess
    public static let grammarName = "AuthorityInfoAccessSyntax"

    public let descriptions: [AccessDescription]

    /// The URIs where the issuer's certificate can be fetched.
    public var caIssuers: [String] { uris(OID.Extensions.caIssuers) }

    /// The URIs where OCSP responders answer.
    public var ocsp: [String] { uris(OID.Extensions.ocsp) }

    /// Creates the value from URIs, those of the issuer's certificate first.
    public init(caIssuers: [String] = [], ocsp: [String] = []) {
        descriptions =
            caIssuers.map { AccessDescription(method: OID.Extensions.caIssuers, location: .uri($0)) }
            + ocsp.map { AccessDescription(method: OID.Extensions.ocsp, location: .uri($0)) }
    }

    public init(descriptions: [AccessDescription]) {
        self.descriptions = descriptions
    }
}

/// RFC 5280 §4.2.2.2
///
///     SubjectInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
public struct SubjectInformationAccess: AccessDescriptionsValue {
    /// 1.3.6.1.5.5.7.1.11
    public static let oid = OID.Extensions.subjectInformationAccess
    public static let grammarName = "SubjectInfoAccessSyntax"

    public let descriptions: [AccessDescription]

    /// The URIs where a CA publishes the certificates it issues.
    public var caRepositories: [String] { uris(OID.Extensions.caRepository) }

    /// The URIs where a service issues time stamps.
    public var timeStamping: [String] { uris(OID.Extensions.timeStampingAccess) }

    public init(descriptions: [AccessDescription]) {
        self.descriptions = descriptions
    }
}

/// RFC 5280 §4.2.2.1
///
///     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
public struct AccessDescription: Hashable, Sendable, DERWritable {
    /// The use of the location, for example ``OID/Extensions/ocsp``.
    public let method: OID

    /// The place, nearly always a URI.
    public let location: GeneralName

    public init(method: OID, location: GeneralName) {
        self.method = method
        self.location = location
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "AccessDescription")
        method = try fields.next("accessMethod").oid()
        location = try GeneralName(fields.next("accessLocation"))
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(method)
            location.write(to: &writer)
        }
    }
}

/// An extension that is `SEQUENCE SIZE (1..MAX) OF AccessDescription`.
public protocol AccessDescriptionsValue: ShapedValue, CertificateExtensionValue {
    /// Every description, of any method and any kind of location, in order.
    var descriptions: [AccessDescription] { get }

    /// Creates the value from descriptions of any method.
    init(descriptions: [AccessDescription])
}

extension AccessDescriptionsValue {
    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        self.init(
            descriptions: try Self.read(value) { element throws(FormatError) in
                try element.list(ifEmpty: "it describes no access", of: AccessDescription.init)
            }
        )
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 128) { $0.writeSequence(of: descriptions) } }

    /// The URIs of one access method, in order.
    func uris(_ method: OID) -> [String] {
        descriptions.compactMap { item in
            guard item.method == method, case .uri(let uri) = item.location else { return nil }
            return uri
        }
    }
}
