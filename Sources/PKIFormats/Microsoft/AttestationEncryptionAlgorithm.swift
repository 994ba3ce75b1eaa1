/// The algorithm in which the client must encrypt its answer to a challenge, 1.3.6.1.4.1.311.21.29: an AlgorithmIdentifier.
public struct AttestationEncryptionAlgorithm: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.29
    public static let oid = OID.Microsoft.encryptionAlgorithm

    /// The algorithm.
    public let algorithm: AlgorithmIdentifier

    /// Creates the value.
    public init(_ algorithm: AlgorithmIdentifier) {
        self.algorithm = algorithm
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        algorithm = try AlgorithmIdentifier(derEncoded: derEncoded)
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] { algorithm.derEncoded }
}
