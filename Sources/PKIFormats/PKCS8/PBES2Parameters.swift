/// RFC 8018 appendix A.4
///
///     PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
public struct PBES2Parameters: Hashable, Sendable {
    /// How the key comes out of the password.
    public enum Derivation: Hashable, Sendable {
        /// PBKDF2 (RFC 8018 §5.2).
        case pbkdf2(PBKDF2Parameters)
        /// scrypt (RFC 7914).
        case scrypt(ScryptParameters)
        /// Another one, kept as it is.
        case other(AlgorithmIdentifier)
    }

    /// How the key comes out of the password.
    public let derivation: Derivation

    /// The identifier of ``derivation`` as it stood there.
    public let keyDerivationFunction: AlgorithmIdentifier

    /// The cipher with its initialisation vector.
    public let encryptionScheme: AlgorithmIdentifier

    public init(_ derivation: Derivation, encryptionScheme: AlgorithmIdentifier) {
        self.derivation = derivation
        self.encryptionScheme = encryptionScheme
        switch derivation {
        case .pbkdf2(let parameters): keyDerivationFunction = parameters.algorithm
        case .scrypt(let parameters): keyDerivationFunction = parameters.algorithm
        case .other(let algorithm): keyDerivationFunction = algorithm
        }
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBES2-params").fields()
        let element = try fields.next("keyDerivationFunc")
        keyDerivationFunction = try AlgorithmIdentifier(element)
        encryptionScheme = try AlgorithmIdentifier(fields.next("encryptionScheme"))
        try fields.finish()
        derivation = try Self.read(keyDerivationFunction, element)
    }

    /// Reads the encryption algorithm of an encrypted key or safe.
    public init(_ algorithm: AlgorithmIdentifier) throws(FormatError) {
        guard algorithm.oid == OID.Algorithms.pbes2, let parameters = algorithm.parameters else {
            throw FormatError(
                structure: "PBES2-params",
                reason: "expected PBES2, found \(algorithm.name)"
            )
        }
        try self.init(derEncoded: parameters)
    }

    /// The encryption algorithm with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(keyDerivationFunction.derEncoded)
                writer.writeRaw(encryptionScheme.derEncoded)
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.pbes2, parameters: parameters)
    }

    private static func read(_ function: AlgorithmIdentifier, _ element: DERElement) throws(FormatError) -> Derivation {
        do {
            switch function.oid {
            case OID.Algorithms.pbkdf2: return .pbkdf2(try PBKDF2Parameters(derEncoded: function.parameters ?? []))
            case OID.Algorithms.scrypt: return .scrypt(try ScryptParameters(derEncoded: function.parameters ?? []))
            default: return .other(function)
            }
        } catch {
            throw error.inside("PBES2-params", field: "keyDerivationFunc", at: element.offset)
        }
    }
}
