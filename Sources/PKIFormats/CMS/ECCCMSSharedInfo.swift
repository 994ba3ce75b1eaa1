/// RFC 5753 §7.2
///
///     ECC-CMS-SharedInfo ::= SEQUENCE {
///         keyInfo      AlgorithmIdentifier,
///         entityUInfo  [0] EXPLICIT OCTET STRING OPTIONAL,
///         suppPubInfo  [2] EXPLICIT OCTET STRING }
///
/// Its DER is an input to the derivation of the key that wraps the content key, so that both sides agree on the purpose of the key.
public struct ECCCMSSharedInfo: Hashable, Sendable {
    /// The algorithm with which the derived key wraps.
    public let keyInfo: AlgorithmIdentifier
    /// The user keying material of the message; `nil` when absent.
    public let userKeyingMaterial: [UInt8]?
    /// Octets of the derived key; the structure counts them in bits.
    public let keyByteCount: Int

    public init(keyInfo: AlgorithmIdentifier, userKeyingMaterial: [UInt8]?, keyByteCount: Int) {
        self.keyInfo = keyInfo
        self.userKeyingMaterial = userKeyingMaterial
        self.keyByteCount = keyByteCount
    }

    /// Reads the DER of one.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "ECC-CMS-SharedInfo").fields()
        keyInfo = try AlgorithmIdentifier(fields.next("keyInfo"))
        userKeyingMaterial = try fields.optional(context: 0, "entityUInfo")?.explicitContent(0).octetString()
        let length = try fields.next("suppPubInfo").explicitContent(2)
        let octets = try length.octetString()
        guard octets.count == 4 else { throw length.fail("the length of the key has \(octets.count) octets instead of 4") }
        let bits = octets.reduce(0) { $0 << 8 | Int($1) }
        guard bits % 8 == 0 else { throw length.fail("a key of \(bits) bits does not hold whole octets") }
        keyByteCount = bits / 8
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        let bits = UInt32(truncatingIfNeeded: keyByteCount &* 8)
        return DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(keyInfo.derEncoded)
                if let userKeyingMaterial { writer.writeExplicit(0) { $0.writeOctetString(userKeyingMaterial) } }
                writer.writeExplicit(2) { writer in
                    writer.writeOctetString([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) })
                }
            }
        }
    }
}
