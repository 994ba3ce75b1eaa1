/// RFC 9881 §6: the private key of ML-DSA, inside the OCTET STRING of a PrivateKeyInfo.
///
///     ML-DSA-PrivateKey ::= CHOICE {
///         seed         [0] IMPLICIT OCTET STRING (SIZE (32)),
///         expandedKey  OCTET STRING,
///         both         SEQUENCE { seed OCTET STRING (SIZE (32)), expandedKey OCTET STRING } }
///
/// Secret. The type has no description, since that would show the key.
public struct MLDSAPrivateKey: Sendable {
    /// The seed from which the key is made, 32 octets; `nil` when only the expanded key is present.
    public let seed: [UInt8]?
    /// The expanded key of FIPS 204; `nil` when only the seed is present.
    public let expandedKey: [UInt8]?

    /// Creates the recommended form: the seed alone.
    public init(seed: [UInt8]) {
        self.seed = seed
        expandedKey = nil
    }

    /// Reads the DER of the key.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: derEncoded, structure: "ML-DSA-PrivateKey")
        switch element.tag {
        case .context(0):
            seed = try Self.seed(element, .context(0))
            expandedKey = nil
        case .octetString:
            seed = nil
            expandedKey = try element.octetString()
        default:
            var fields = try element.fields()
            seed = try Self.seed(fields.next("seed"), .octetString)
            expandedKey = try fields.next("expandedKey").octetString()
            try fields.finish()
        }
    }

    private static func seed(_ element: DERElement, _ tag: DERTag) throws(FormatError) -> [UInt8] {
        let seed = try element.octetString(tag)
        guard seed.count == 32 else { throw element.fail("the seed has \(seed.count) octets instead of 32") }
        return seed
    }

    /// The DER of the key, in the form it has.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: (expandedKey?.count ?? 0) + 48) { writer in
            switch (seed, expandedKey) {
            case (let seed?, nil): writer.writeOctetString(seed, tag: 0x80)
            case (let seed?, let expandedKey?):
                writer.writeSequence { writer in
                    writer.writeOctetString(seed)
                    writer.writeOctetString(expandedKey)
                }
            case (nil, let expandedKey): writer.writeOctetString(expandedKey ?? [])
            }
        }
    }
}
