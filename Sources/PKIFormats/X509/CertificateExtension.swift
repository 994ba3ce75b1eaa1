/// RFC 5280 §4.2
///
///     Extension ::= SEQUENCE {
///         extnID     OBJECT IDENTIFIER,
///         critical   BOOLEAN DEFAULT FALSE,
///         extnValue  OCTET STRING }
///
/// The value is kept as it is, whether the extension is known or not; see ``CertificateExtensionValue`` for the known ones.
public struct CertificateExtension: Hashable, Sendable {
    /// Which extension.
    public let oid: OID

    /// Whether whoever does not understand the extension has to refuse the certificate.
    public let critical: Bool

    /// The content of the OCTET STRING: DER of the extension's own type.
    public let value: [UInt8]

    /// Creates an extension from the DER of its value.
    public init(_ oid: OID, critical: Bool = false, value: [UInt8]) {
        self.oid = oid
        self.critical = critical
        self.value = value
    }

    /// Reads the DER of an Extension.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "Extension"))
    }

    /// A written `critical FALSE` is not DER, but real requests and certificates hold it; it says nothing else than its absence.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "Extension")
        oid = try fields.next("extnID").oid()
        critical = try fields.optional(.boolean, "critical")?.boolean() ?? false
        value = try fields.next("extnValue").octetString()
        try fields.finish()
    }

    /// The DER of the extension.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: value.count + 24) { write(to: &$0) }
    }

    /// Writes the extension.
    public func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(oid)
            if critical { writer.writeBoolean(true) }
            writer.writeOctetString(value)
        }
    }

    /// Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension. One extension may not occur twice (RFC 5280 §4.2); an empty list is accepted, since
    /// old certificates have it.
    static func readSequence(_ element: DERElement) throws(FormatError) -> [CertificateExtension] {
        var extensions: [CertificateExtension] = []
        // A few are compared one by one; from there on a set keeps thousands from being compared with each other.
        var seen: Set<OID> = []
        for member in try element.members() {
            let next = try CertificateExtension(member)
            if extensions.count == 32 { seen = Set(extensions.map(\.oid)) }
            let isNew = extensions.count < 32 ? !extensions.contains { $0.oid == next.oid } : seen.insert(next.oid).inserted
            guard isNew else {
                throw member.fail("the extension \(next.oid.nameOrDotted) occurs twice")
            }
            extensions.append(next)
        }
        return extensions
    }

    /// The DER of `Extensions`, as it stands in the extension request attribute.
    public static func encode(_ extensions: [CertificateExtension]) -> [UInt8] {
        DERWriter.encode(capacity: 256) { writer in
            writer.writeSequence { writer in
                for item in extensions { item.write(to: &writer) }
            }
        }
    }
}
