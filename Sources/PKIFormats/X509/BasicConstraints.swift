/// RFC 5280 §4.2.1.9
///
///     BasicConstraints ::= SEQUENCE {
///         cA                 BOOLEAN DEFAULT FALSE,
///         pathLenConstraint  INTEGER (0..MAX) OPTIONAL }
public struct BasicConstraints: CertificateExtensionValue {
    /// 2.5.29.19
    public static let oid = OID.Extensions.basicConstraints

    /// Whether the key may sign certificates.
    public let isCA: Bool

    /// The number of CA certificates that may follow below this one; `nil` for any number.
    public let pathLength: Int?

    /// Creates the value. A path length without `isCA` is dropped, since RFC 5280 forbids it.
    public init(isCA: Bool, pathLength: Int? = nil) {
        self.isCA = isCA
        self.pathLength = isCA ? pathLength.map { max($0, 0) } : nil
    }

    /// Reads the value. A written `cA FALSE` is accepted, since certificates in the field have it.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "BasicConstraints").fields()
        isCA = try fields.optional(.boolean, "cA")?.boolean() ?? false
        if let element = fields.optional(.integer, "pathLenConstraint") {
            let length = try element.integer()
            guard length >= 0 else { throw element.fail("the path length is negative") }
            pathLength = length
        } else {
            pathLength = nil
        }
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { writer in
            writer.writeSequence { writer in
                if isCA { writer.writeBoolean(true) }
                if let pathLength { writer.writeInteger(pathLength) }
            }
        }
    }
}
