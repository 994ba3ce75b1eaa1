/// The public part of a key in a TPM 2.0 (TPMT_PUBLIC, TPM 2.0 Library Part 2 §12.2.4): RSA, or ECC on P-256, P-384 or P-521.
///
/// Numbers have their most significant octet first, and lists of octets begin with two octets of length.
public struct TPMPublicArea: Hashable, Sendable {
    /// What the module holds a key to (TPMA_OBJECT, Part 2 §8.3).
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The key never leaves its module.
        public static let fixedTPM = Attributes(rawValue: 1 << 1)
        /// The key never gets another parent.
        public static let fixedParent = Attributes(rawValue: 1 << 4)
        /// The module made the key itself.
        public static let sensitiveDataOrigin = Attributes(rawValue: 1 << 5)
        /// The key signs or opens only what the module made.
        public static let restricted = Attributes(rawValue: 1 << 16)
        /// The key opens what is encrypted to it.
        public static let decrypt = Attributes(rawValue: 1 << 17)
        /// The key signs.
        public static let sign = Attributes(rawValue: 1 << 18)
    }

    /// The octets of the structure, without the length before it.
    public let encoded: [UInt8]

    /// The hash that makes the key's name.
    public let nameAlgorithm: DigestAlgorithm

    /// What the module holds the key to.
    public let attributes: Attributes

    /// The bits of the AES key with which a parent protects what belongs to it; `nil` for keys that are no parents.
    public let symmetricKeyBits: Int?

    /// The key as certificates hold it.
    public let key: SubjectPublicKeyInfo

    /// Reads TPM2B_PUBLIC: a length and the structure.
    public init(sized bytes: [UInt8]) throws(FormatError) {
        var reader = OctetReader(bytes[...], structure: "TPM2B_PUBLIC")
        let area = try reader.vector16("publicArea")
        try reader.finish()
        try self.init(encoded: Array(area))
    }

    /// Reads the structure; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        self.encoded = encoded
        var reader = OctetReader(encoded[...], structure: "TPMT_PUBLIC")
        let type = try reader.bigEndian(2, "type")
        nameAlgorithm = try Self.digest(&reader, "nameAlg")
        attributes = Attributes(rawValue: UInt32(try reader.bigEndian(4, "objectAttributes")))
        _ = try reader.vector16("authPolicy")
        symmetricKeyBits = try Self.symmetric(&reader)
        try Self.skipScheme(&reader, "scheme")
        switch type {
        case 0x0001:
            let bits = try reader.bigEndian(2, "keyBits")
            let exponent = try reader.bigEndian(4, "exponent")
            let modulus = Array(try reader.vector16("unique"))
            guard modulus.count * 8 == bits, modulus.first ?? 0 >= 0x80 else {
                throw reader.fail("unique", "it has not the \(bits) bits of keyBits")
            }
            var exponentBytes: [UInt8] = []
            exponentBytes.append(bigEndian: exponent == 0 ? 65_537 : exponent, count: 4)
            key = RSAPublicKey(modulus: modulus, publicExponent: exponentBytes).subjectPublicKeyInfo
        case 0x0023:
            let number = try reader.bigEndian(2, "curveID")
            let curves: [UInt64: NamedCurve] = [3: .p256, 4: .p384, 5: .p521]
            guard let curve = curves[number] else { throw reader.fail("curveID", "the curve \(number) is none of P-256, P-384 and P-521") }
            try Self.skipScheme(&reader, "kdf")
            let x = try Self.coordinate(&reader, curve, "x")
            let y = try Self.coordinate(&reader, curve, "y")
            key = SubjectPublicKeyInfo(algorithm: .ecPublicKey(curve), keyBytes: [4] + x + y)
        default:
            throw reader.fail("type", "the type \(type) is neither RSA (1) nor ECC (35)")
        }
        try reader.finish()
    }

    /// The number that a TPM has for a hash; `nil` for one that it does not have.
    public static func number(of digest: DigestAlgorithm) -> UInt16? { digests.first { $0.value == digest }?.key }

    private static let digests: [UInt16: DigestAlgorithm] = [0x0004: .sha1, 0x000B: .sha256, 0x000C: .sha384, 0x000D: .sha512]

    static func digest(_ reader: inout OctetReader, _ field: String) throws(FormatError) -> DigestAlgorithm {
        let number = UInt16(try reader.bigEndian(2, field))
        guard let digest = digests[number] else {
            throw reader.fail(field, "the hash \(number) is none of SHA-1, SHA-256, SHA-384 and SHA-512")
        }
        return digest
    }

    /// TPMT_SYM_DEF_OBJECT: null, or AES with its bits in CFB mode.
    private static func symmetric(_ reader: inout OctetReader) throws(FormatError) -> Int? {
        let algorithm = try reader.bigEndian(2, "symmetric")
        if algorithm == null { return nil }
        let bits = try reader.bigEndian(2, "symmetric")
        let mode = try reader.bigEndian(2, "symmetric")
        guard algorithm == 0x0006, mode == 0x0043, [128, 192, 256].contains(bits) else {
            throw reader.fail("symmetric", "the cipher \(algorithm) with \(bits) bits in mode \(mode) is not AES in CFB mode")
        }
        return Int(bits)
    }

    /// A scheme of signing, encrypting or deriving: null, RSAES alone, or one with its hash; ECDAA has a count too.
    private static func skipScheme(_ reader: inout OctetReader, _ field: String) throws(FormatError) {
        switch try reader.bigEndian(2, field) {
        case null, 0x0015: break
        case 0x001A: _ = try reader.octets(4, field)
        default: _ = try reader.octets(2, field)
        }
    }

    /// A coordinate without its leading zeros, which some modules leave out.
    private static func coordinate(_ reader: inout OctetReader, _ curve: NamedCurve, _ field: String) throws(FormatError) -> [UInt8] {
        let octets = Array(try reader.vector16(field))
        guard octets.count <= curve.coordinateByteCount else {
            throw reader.fail(field, "the coordinate is longer than the field of the curve")
        }
        return [UInt8](repeating: 0, count: curve.coordinateByteCount - octets.count) + octets
    }

    private static let null: UInt64 = 0x0010
}
