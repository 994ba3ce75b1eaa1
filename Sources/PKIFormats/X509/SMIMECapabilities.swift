/// RFC 8551 §2.5.2
///
///     SMIMECapabilities ::= SEQUENCE OF SMIMECapability
///     SMIMECapability ::= SEQUENCE { capabilityID OBJECT IDENTIFIER, parameters ANY DEFINED BY capabilityID OPTIONAL }
///
/// Microsoft's clients ask for it as an extension. In a signed message it is an attribute with the same value.
public struct SMIMECapabilities: CertificateExtensionValue, RequestAttributeValue {
    /// 1.2.840.113549.1.9.15
    public static let oid = OID.Extensions.smimeCapabilities

    /// One algorithm.
    public struct Capability: Hashable, Sendable, DERWritable {
        /// The identifier of the algorithm.
        public let oid: OID
        /// The DER of its parameters; `nil` when absent.
        public let parameters: [UInt8]?

        public init(_ oid: OID, parameters: [UInt8]? = nil) {
            self.oid = oid
            self.parameters = parameters
        }

        /// Creates a capability with a key length in bits, as RC2 and RC4 have it.
        public init(_ oid: OID, keyBits: Int) {
            self.init(oid, parameters: DERWriter.encode(capacity: 4) { $0.writeInteger(keyBits) })
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "SMIMECapability")
            oid = try fields.next("capabilityID").oid()
            parameters = fields.isAtEnd ? nil : try fields.next("parameters").encoded
            try fields.finish()
        }

        func write(to writer: inout DERWriter) {
            writer.writeSequence { writer in
                writer.writeOID(oid)
                if let parameters { writer.writeRaw(parameters) }
            }
        }

        /// The key length in bits, when the parameters are an INTEGER.
        public var keyBits: Int? {
            guard let parameters else { return nil }
            return try? DERElement(parsing: parameters, structure: "SMIMECapability", field: "parameters").integer()
        }
    }

    /// The algorithms, the preferred one first.
    public let capabilities: [Capability]

    public init(_ capabilities: [Capability]) {
        self.capabilities = capabilities
    }

    public init(value: [UInt8]) throws(FormatError) {
        capabilities = try DERElement(parsing: value, structure: "SMIMECapabilities").list(of: Capability.init)
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(value: derEncoded)
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 128) { $0.writeSequence(of: capabilities) } }

    public var derEncoded: [UInt8] { value }
}
