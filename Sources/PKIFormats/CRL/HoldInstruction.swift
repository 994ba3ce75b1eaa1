/// RFC 3280 §5.3.2
///
///     HoldInstructionCode ::= OBJECT IDENTIFIER
///
/// In the entry of a certificate on hold: what to do when it is met. RFC 5280 no longer has it; old lists do.
public struct HoldInstruction: CertificateExtensionValue {
    /// 2.5.29.23
    public static let oid = OID.Revocation.holdInstructionCode

    /// Which instruction, for example `OID.Revocation.holdInstructionReject`.
    public let code: OID

    /// Creates the value.
    public init(_ code: OID) {
        self.code = code
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        code = try DERElement(parsing: value, structure: "HoldInstructionCode").oid()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 16) { $0.writeOID(code) } }
}
