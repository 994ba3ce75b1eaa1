import CAInterface
public import CertCli
import PKICrypto
public import PKIFormats

/// A public key. Source: "IX509PublicKey interface".
public final class X509PublicKey {
    private var state = InitializedOnce<SubjectPublicKeyInfo>("The public key")

    /// An object without a key: call one of the initialize members.
    public init() {}

    /// The object of a known key.
    public convenience init(_ key: SubjectPublicKeyInfo) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(key)
    }

    /// Takes the parts of the key. Source: "IX509PublicKey::Initialize".
    /// - Parameters:
    ///   - objectId: the algorithm of the key.
    ///   - key: the content of the key's BIT STRING in the encoding: for RSA the DER of RSAPublicKey, for a curve the point.
    ///   - parameters: the DER of the algorithm's parameters in the encoding; empty for none. RSA has NULL (05 00).
    /// - Throws: `CAError`: 0x800704DF the second time, 0x8009310B when the parts make no key.
    public func initialize(
        _ objectId: ObjectId,
        encodedKey key: [UInt8],
        encodedParameters parameters: [UInt8],
        encoding: EncodingType = .base64
    )
        throws
    {
        let bytes = try encoding.decode(key)
        let given = parameters.isEmpty ? [] : try encoding.decode(parameters)
        let algorithm = AlgorithmIdentifier(try objectId.oid, parameters: given.isEmpty ? nil : given)
        try state.initialize(try Self.read(SubjectPublicKeyInfo(algorithm: algorithm, keyBytes: bytes).derEncoded))
    }

    /// Takes the key from the DER of its SubjectPublicKeyInfo. Source: "IX509PublicKey::InitializeFromEncodedPublicKeyInfo".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x8009310B when the bytes are no key.
    public func initializeFromEncodedPublicKeyInfo(_ encoded: [UInt8], encoding: EncodingType = .base64) throws {
        try state.initialize(try Self.read(try encoding.decode(encoded)))
    }

    /// The algorithm. Source: "IX509PublicKey::get_Algorithm".
    public var algorithm: ObjectId { get throws { ObjectId(try value.algorithm.oid) } }
    /// In bits. Source: "IX509PublicKey::get_Length".
    public var length: Int { get throws { try value.kind.bits } }
    /// The content of the key's BIT STRING. Source: "IX509PublicKey::get_EncodedKey".
    public func encodedKey(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try value.keyBytes) }

    /// The DER of the algorithm's parameters. Source: "IX509PublicKey::get_EncodedParameters".
    /// - Throws: `CAError` with 0x80094004 when the algorithm has none.
    public func encodedParameters(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        guard let parameters = try value.algorithm.parameters else {
            throw CAError.empty("The algorithm \(try value.algorithm.oid.dotted) has no parameters.")
        }
        return try encoding.encode(parameters)
    }

    /// The identifier of the key by a hash. Source: "IX509PublicKey::ComputeKeyIdentifier"; RFC 5280 §4.2.1.2.
    /// - Parameter algorithm: 0 and 1 hash the key's bits by SHA-1, 2 and 3 the whole BIT STRING by SHA-1 and SHA-256, 5 the SubjectPublicKeyInfo
    ///   by SHA-256.
    /// - Throws: `CAError` with 0x80070057 for another number.
    public func computeKeyIdentifier(_ algorithm: KeyIdentifierHashAlgorithm, encoding: EncodingType = .base64) throws -> EncodedBytes {
        let key = try value
        let bits = DERWriter.encode(capacity: key.keyBytes.count + 8) { $0.writeBitString(key.keyBytes) }
        let identifier: [UInt8] =
            switch algorithm.rawValue {
            case 0, 1: Digest.sha1(key.keyBytes)
            case 2: Digest.sha1(bits)
            case 3: Digest.sha256(bits)
            case 5: Digest.sha256(key.derEncoded)
            default: throw CAError.badArgument("The hash \(algorithm.rawValue) for key identifiers is unknown. Use 0, 1, 2, 3 or 5.")
            }
        return try encoding.encode(identifier)
    }

    /// The key.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: SubjectPublicKeyInfo { get throws(CAError) { try state.value(for: "the public key") } }

    private static func read(_ bytes: [UInt8]) throws(CAError) -> SubjectPublicKeyInfo {
        do {
            return try SubjectPublicKeyInfo(derEncoded: bytes)
        } catch {
            throw CAError.unreadable("The public key", error)
        }
    }
}
