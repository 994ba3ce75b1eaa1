/// "BCRYPT_ECCKEY_BLOB" of CNG (bcrypt.h): BCRYPT_ECCPUBLIC_BLOB and BCRYPT_ECCPRIVATE_BLOB of the NIST curves.
///
///     ULONG dwMagic, cbKey                 -- little-endian
///     X[cbKey], Y[cbKey], d[cbKey]         -- big-endian; d in a private blob only
///
/// The magic is `ECS` for ECDSA or `ECK` for ECDH and a digit: 1, 3, 5 for the public and 2, 4, 6 for the private keys on P-256, P-384 and
/// P-521. A description shows no key material.
public struct CNGECCKeyBlob: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The purpose of the key.
    public enum Usage: String, Hashable, Sendable {
        /// Signatures.
        case ecdsa = "ECS"
        /// Key agreement.
        case ecdh = "ECK"
    }

    /// The curve.
    public let curve: NamedCurve
    /// The purpose of the key.
    public let usage: Usage
    /// The coordinates of the point, big-endian, as long as the field.
    public let x, y: [UInt8]
    /// The private number, big-endian, as long as the field; `nil` in a public blob. Secret.
    public let privateKey: [UInt8]?

    /// Creates a blob from an uncompressed point.
    /// - Parameters:
    ///   - point: 04 x y.
    ///   - privateKey: big-endian; `nil` for a public blob.
    /// - Returns: `nil` when the point is not uncompressed, a number too long for the curve, or the curve is not one of NIST.
    public init?(curve: NamedCurve, usage: Usage = .ecdsa, point: [UInt8], privateKey: [UInt8]? = nil) {
        // Other curves have the magic BCRYPT_ECDSA_PRIVATE_GENERIC_MAGIC, which does not name the curve.
        guard NamedCurve.nist.contains(curve) else { return nil }
        let count = curve.coordinateByteCount
        guard point.count == 2 * count + 1, point.first == 4, (privateKey?.withoutLeadingZeros.count ?? 0) <= count else { return nil }
        self.curve = curve
        self.usage = usage
        x = Array(point[1...count])
        y = Array(point[(count + 1)...])
        self.privateKey = privateKey?.filled(to: count)
    }

    /// Reads a blob; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = KeyBlobReader(encoded, structure: "BCRYPT_ECCKEY_BLOB")
        let magic = try reader.octets(4, "dwMagic")
        guard let usage = Usage(rawValue: String(decoding: magic.prefix(3), as: UTF8.self)), let digit = magic.last,
            (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(digit)
        else { throw reader.fail("dwMagic", "the magic is none of ECS1 to ECS6 and ECK1 to ECK6", at: 0) }
        self.usage = usage
        let index = Int(digit - UInt8(ascii: "1"))
        curve = NamedCurve.nist[index / 2]
        let count = try reader.count("cbKey")
        guard count == curve.coordinateByteCount else {
            throw reader.fail("cbKey", "a coordinate of \(count) octets does not fit the curve", at: 4)
        }
        x = try reader.octets(count, "X")
        y = try reader.octets(count, "Y")
        privateKey = index % 2 == 1 ? try reader.octets(count, "d") : nil
        try reader.finish()
    }

    /// The blob.
    public var encoded: [UInt8] {
        let place = UInt8(1 + 2 * (NamedCurve.nist.firstIndex(of: curve) ?? 0))
        var blob = Array(usage.rawValue.utf8) + [UInt8(ascii: "0") + place + (privateKey == nil ? 0 : 1)]
        blob.appendLittleEndian(x.count)
        return blob + x + y + (privateKey ?? [])
    }

    /// The key in the form that certificates hold.
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo { SubjectPublicKeyInfo(algorithm: .ecPublicKey(curve), keyBytes: [4] + x + y) }

    /// The key as PKCS #8; `nil` for a public blob.
    public var privateKeyInfo: PrivateKeyInfo? {
        privateKey.flatMap { ECPrivateKey(privateKey: $0, curve: curve, publicKey: [4] + x + y).privateKeyInfo() }
    }

    /// For example `BCRYPT_ECCPRIVATE_BLOB on p256`.
    public var description: String { (privateKey == nil ? "BCRYPT_ECCPUBLIC_BLOB" : "BCRYPT_ECCPRIVATE_BLOB") + " on \(curve.rawValue)" }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}
