public import PKIFormats

/// A signature that cannot be judged because its algorithm, or the key's, is not one this library computes.
public struct UnsupportedAlgorithmError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The algorithm in question: of the signature, or of the key when that is the one not understood.
    public let algorithm: AlgorithmIdentifier

    /// What is not supported.
    public let reason: String

    public init(_ algorithm: AlgorithmIdentifier, _ reason: String) {
        self.algorithm = algorithm
        self.reason = reason
    }

    /// For example `signature algorithm 1.2.3 is not supported`.
    public var description: String { reason }
}
