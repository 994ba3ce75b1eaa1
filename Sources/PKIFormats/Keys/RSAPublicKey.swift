/// RFC 8017 appendix A.1.1
///
///     RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
public struct RSAPublicKey: Hashable, Sendable {
    /// n, big-endian without leading zeros.
    public let modulus: [UInt8]
    /// e, big-endian without leading zeros.
    public let publicExponent: [UInt8]

    /// Creates a key; leading zeros are dropped.
    public init(modulus: [UInt8], publicExponent: [UInt8]) {
        self.modulus = Array(modulus.drop { $0 == 0 })
        self.publicExponent = Array(publicExponent.drop { $0 == 0 })
    }

    /// Reads the DER of a key; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RSAPublicKey").fields()
        modulus = try fields.next("modulus").unsignedInteger()
        publicExponent = try fields.next("publicExponent").unsignedInteger()
        try fields.finish()
    }

    /// The DER of the key.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: modulus.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(unsigned: modulus)
                writer.writeInteger(unsigned: publicExponent)
            }
        }
    }

    /// The length of the modulus in bits.
    public var bits: Int { modulus.first.map { modulus.count * 8 - $0.leadingZeroBitCount } ?? 0 }

    /// The key as it stands in certificates.
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo { SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: derEncoded) }
}
