public import PKIFormats

/// A signature cannot be judged, because this library does not compute its algorithm or the algorithm of the key.
public struct UnsupportedAlgorithmError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The algorithm in question: that of the signature, or that of the key when the key is not understood.
    public let algorithm: AlgorithmIdentifier

    /// Names the unsupported algorithm in words.
    public let reason: String

    public init(_ algorithm: AlgorithmIdentifier, _ reason: String) {
        self.algorithm = algorithm
        self.reason = reason
    }

    /// For example `signature algorithm 1.2.3 is not supported`.
    public var description: String { reason }
}
