/// RFC 5280 §4.2
///
///     Extension ::= SEQUENCE {
///         extnID     OBJECT IDENTIFIER,
///         critical   BOOLEAN DEFAULT FALSE,
///         extnValue  OCTET STRING }
///
/// The value is kept as it is, whether this library knows the extension or not. See ``CertificateExtensionValue`` for the known ones.
public struct CertificateExtension: Hashable, Sendable, DERWritable {
    /// The identifier of the extension.
    public let oid: OID

    /// Whether a program that does not know the extension must refuse the certificate.
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

    /// A written `critical FALSE` is not DER, but requests and certificates in the field have it. It means the same as its absence.
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

    /// Reads `Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension`. Throws if an extension occurs twice (RFC 5280 §4.2). An empty list is
    /// accepted, since old certificates have it.
    static func readSequence(_ element: DERElement) throws(FormatError) -> [CertificateExtension] {
        var extensions: [CertificateExtension] = []
        // A few are compared with each other. Beyond that a set is used, because comparing thousands would take too long.
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

    /// The DER of `Extensions`, as the extension request attribute holds it.
    public static func encode(_ extensions: [CertificateExtension]) -> [UInt8] {
        DERWriter.encode(capacity: 256) { $0.writeSequence(of: extensions) }
    }
}

/// The value of an extension that this library understands.
public protocol CertificateExtensionValue: Hashable, Sendable {
    /// The identifier of the extension.
    static var oid: OID { get }

    /// Reads the DER inside the extension's OCTET STRING.
    init(value: [UInt8]) throws(FormatError)

    /// The DER inside the extension's OCTET STRING.
    var value: [UInt8] { get }
}

extension CertificateExtensionValue {
    /// The extension with this value.
    public func asExtension(critical: Bool = false) -> CertificateExtension {
        CertificateExtension(Self.oid, critical: critical, value: value)
    }

    /// Reads the value of the first extension of this kind; `nil` when it is absent.
    public static func find(in extensions: [CertificateExtension]) throws(FormatError) -> Self? {
        guard let match = extensions.first(where: { $0.oid == oid }) else { return nil }
        return try Self(value: match.value)
    }
}
