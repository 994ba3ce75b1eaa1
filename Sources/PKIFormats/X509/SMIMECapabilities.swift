/// RFC 8551 §2.5.2
///
///     SMIMECapabilities ::= SEQUENCE OF SMIMECapability
///     SMIMECapability ::= SEQUENCE { capabilityID OBJECT IDENTIFIER, parameters ANY DEFINED BY capabilityID OPTIONAL }
///
/// Microsoft's clients ask for it as an extension; in a signed message it is an attribute with the same value.
public struct SMIMECapabilities: CertificateExtensionValue, RequestAttributeValue {
    /// 1.2.840.113549.1.9.15
    public static let oid = OID.Extensions.smimeCapabilities

    /// One algorithm.
    public struct Capability: Hashable, Sendable {
        /// Which algorithm.
        public let oid: OID
        /// The DER of its parameters; `nil` when absent.
        public let parameters: [UInt8]?

        /// Creates one.
        public init(_ oid: OID, parameters: [UInt8]? = nil) {
            self.oid = oid
            self.parameters = parameters
        }

        /// Creates one with a key length in bits, as RC2 and RC4 have it.
        public init(_ oid: OID, keyBits: Int) {
            self.init(oid, parameters: DERWriter.encode(capacity: 4) { $0.writeInteger(keyBits) })
        }

        /// The key length in bits, when the parameters are an INTEGER.
        public var keyBits: Int? {
            guard let parameters else { return nil }
            return try? DERElement(parsing: parameters, structure: "SMIMECapability", field: "parameters").integer()
        }
    }

    /// The algorithms, the preferred one first.
    public let capabilities: [Capability]

    /// Creates the value.
    public init(_ capabilities: [Capability]) {
        self.capabilities = capabilities
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var capabilities: [Capability] = []
        for member in try DERElement(parsing: value, structure: "SMIMECapabilities").members() {
            var fields = try member.fields(of: "SMIMECapability")
            let oid = try fields.next("capabilityID").oid()
            let parameters = fields.isAtEnd ? nil : try fields.next("parameters").encoded
            try fields.finish()
            capabilities.append(Capability(oid, parameters: parameters))
        }
        self.capabilities = capabilities
    }

    /// Reads the value of the attribute.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(value: derEncoded)
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                for capability in capabilities {
                    writer.writeSequence { writer in
                        writer.writeOID(capability.oid)
                        if let parameters = capability.parameters { writer.writeRaw(parameters) }
                    }
                }
            }
        }
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] { value }
}
