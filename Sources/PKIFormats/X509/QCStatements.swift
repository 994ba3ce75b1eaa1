/// RFC 3739 §3.2.6
///
///     QCStatements ::= SEQUENCE OF QCStatement
public struct QCStatements: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.3
    public static let oid = OID.Extensions.qcStatements

    /// The statements, in order.
    public let statements: [QCStatement]

    /// Creates the value.
    public init(_ statements: [QCStatement]) {
        self.statements = statements
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var statements: [QCStatement] = []
        for member in try DERElement(parsing: value, structure: "QCStatements").members() { statements.append(try QCStatement(member)) }
        self.statements = statements
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for statement in statements { statement.write(to: &writer) }
            }
        }
    }
}
