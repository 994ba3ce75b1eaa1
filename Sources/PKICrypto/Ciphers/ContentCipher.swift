public import PKIFormats

/// A symmetric cipher for content: of a sealed key, of a PKCS #12 safe, of an enveloped message.
public enum ContentCipher: Hashable, Sendable {
    /// AES in CBC mode with a key of 128, 192 or 256 bits (RFC 3565).
    case aes128CBC, aes192CBC, aes256CBC
    /// A cipher that only old files use, and that needs ``LegacyCiphers``.
    case legacy(LegacyCipher)

    /// The length in octets of a key made for the cipher. RC2 and RC4 also take other lengths.
    public var keyByteCount: Int {
        switch self {
        case .aes128CBC: 16
        case .aes192CBC: 24
        case .aes256CBC: 32
        case .legacy(.tripleDESCBC): 24
        case .legacy(.desCBC): 8
        case .legacy(.rc2CBC(let bits)): max(1, (bits + 7) / 8)
        case .legacy(.rc4): 16
        }
    }

    /// Octets of the initialization vector.
    public var vectorByteCount: Int {
        switch self {
        case .aes128CBC, .aes192CBC, .aes256CBC: 16
        case .legacy(let cipher): cipher.vectorByteCount
        }
    }

    /// For example `AES-256-CBC`.
    public var name: String {
        switch self {
        case .aes128CBC: "AES-128-CBC"
        case .aes192CBC: "AES-192-CBC"
        case .aes256CBC: "AES-256-CBC"
        case .legacy(let cipher): cipher.name
        }
    }

    /// The identifier of the cipher with a fresh initialization vector.
    public func freshAlgorithm() -> AlgorithmIdentifier { algorithm(vector: SecureRandom.bytes(vectorByteCount)) }

    /// The identifier of the cipher with this initialization vector.
    /// - Parameter vector: ``vectorByteCount`` octets; unused for RC4.
    public func algorithm(vector: [UInt8]) -> AlgorithmIdentifier {
        switch self {
        case .aes128CBC: Self.identifier(OID.Algorithms.aes128CBC, vector)
        case .aes192CBC: Self.identifier(OID.Algorithms.aes192CBC, vector)
        case .aes256CBC: Self.identifier(OID.Algorithms.aes256CBC, vector)
        case .legacy(.tripleDESCBC): Self.identifier(OID.Algorithms.tripleDESCBC, vector)
        case .legacy(.desCBC): Self.identifier(OID.Algorithms.desCBC, vector)
        case .legacy(.rc2CBC(let bits)):
            AlgorithmIdentifier(
                OID.Algorithms.rc2CBC,
                parameters: RC2Parameters(effectiveBits: bits, initializationVector: vector).derEncoded
            )
        case .legacy(.rc4): AlgorithmIdentifier(OID.Algorithms.rc4, parameters: DERWriter.encode(capacity: 2) { $0.writeNull() })
        }
    }

    /// Reads a cipher and its initialization vector from an identifier.
    /// - Throws: ``KeyError`` of kind `unsupported` for an algorithm that is not in this list, `unreadable` for damaged parameters.
    static func reading(_ algorithm: AlgorithmIdentifier) throws(KeyError) -> (cipher: ContentCipher, vector: [UInt8]) {
        let cipher: ContentCipher
        switch algorithm.oid {
        case OID.Algorithms.aes128CBC: cipher = .aes128CBC
        case OID.Algorithms.aes192CBC: cipher = .aes192CBC
        case OID.Algorithms.aes256CBC: cipher = .aes256CBC
        case OID.Algorithms.tripleDESCBC: cipher = .legacy(.tripleDESCBC)
        case OID.Algorithms.desCBC: cipher = .legacy(.desCBC)
        case OID.Algorithms.rc4: return (.legacy(.rc4), [])
        case OID.Algorithms.rc2CBC:
            do {
                let parameters = try RC2Parameters(derEncoded: algorithm.parameters ?? [])
                return (.legacy(.rc2CBC(effectiveBits: parameters.effectiveBits)), parameters.initializationVector)
            } catch {
                throw KeyError(.unreadable, "the parameters of RC2 cannot be read: \(error)")
            }
        default: throw KeyError(.unsupported, "content encrypted with \(algorithm.name) (\(algorithm.oid)) is not supported")
        }
        guard let vector = algorithm.parameters.flatMap(octetString), vector.count == cipher.vectorByteCount else {
            throw KeyError(
                .unreadable,
                "\(cipher.name) needs an initialization vector of \(cipher.vectorByteCount) octets in its parameters"
            )
        }
        return (cipher, vector)
    }

    private static func identifier(_ oid: OID, _ vector: [UInt8]) -> AlgorithmIdentifier {
        AlgorithmIdentifier(oid, parameters: DERWriter.encode(capacity: 20) { $0.writeOctetString(vector) })
    }

    /// The content of an OCTET STRING shorter than 128 octets. Every vector is shorter.
    private static func octetString(_ der: [UInt8]) -> [UInt8]? {
        guard der.count >= 2, der[0] == 0x04, der[1] < 0x80, Int(der[1]) == der.count - 2 else { return nil }
        return Array(der.dropFirst(2))
    }
}
