/// RFC 2268 §6
///
///     RC2-CBCParameter ::= SEQUENCE { version INTEGER OPTIONAL, iv OCTET STRING (SIZE(8)) }
///
/// The version encodes the number of effective key bits: 160 for 40, 120 for 64, 58 for 128, and from 256 on the number itself.
/// Without it, 32 bits are meant.
public struct RC2Parameters: Hashable, Sendable {
    /// The effective length of the key in bits, 1 through 1024.
    public let effectiveBits: Int

    /// The initialization vector, 8 octets.
    public let initializationVector: [UInt8]

    private static let versions = [40: 160, 64: 120, 128: 58]

    /// Creates parameters.
    /// - Parameters:
    ///   - effectiveBits: 40, 64, 128, or 256 through 1024.
    ///   - initializationVector: 8 octets.
    public init(effectiveBits: Int, initializationVector: [UInt8]) {
        self.effectiveBits = effectiveBits
        self.initializationVector = initializationVector
    }

    /// Reads the DER of the parameters. A bare OCTET STRING is the vector of a key of 32 effective bits.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: derEncoded, structure: "RC2-CBCParameter")
        var version: DERElement?
        var vector = element
        if element.tag == .sequence {
            var fields = try element.fields()
            version = fields.optional(.integer, "version")
            vector = try fields.next("iv")
            try fields.finish()
        }
        initializationVector = try vector.octetString()
        guard initializationVector.count == 8 else {
            throw vector.fail("the initialization vector has \(initializationVector.count) octets instead of 8")
        }
        guard let version else {
            effectiveBits = 32
            return
        }
        let number = try version.integer()
        if let known = Self.versions.first(where: { $0.value == number }) {
            effectiveBits = known.key
        } else if (256...1024).contains(number) {
            effectiveBits = number
        } else {
            throw version.fail("the version \(number) does not encode a supported key length; 160, 120, 58 and 256 through 1024 do")
        }
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 24) { writer in
            writer.writeSequence { writer in
                if effectiveBits != 32 { writer.writeInteger(Self.versions[effectiveBits] ?? effectiveBits) }
                writer.writeOctetString(initializationVector)
            }
        }
    }
}
