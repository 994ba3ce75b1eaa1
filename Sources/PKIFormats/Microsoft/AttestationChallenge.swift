/// The challenge of key attestation, 1.3.6.1.4.1.311.21.28: a secret of the CA that only the attested module can open.
///
///     AttestationChallenge ::= OCTET STRING
public struct AttestationChallenge: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.28
    public static let oid = OID.Microsoft.attestationChallenge

    /// The encrypted secret as the module takes it.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: derEncoded, structure: "AttestationChallenge").octetString()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) }
    }
}
