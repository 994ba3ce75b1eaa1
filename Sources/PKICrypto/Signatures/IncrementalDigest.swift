import Crypto
public import PKIFormats

import PortableFoundation

/// A hash value computed piece by piece, for content that is too large to be in memory at once.
///
/// ```swift
/// var digest = IncrementalDigest(.sha256)
/// while let piece = read() { digest.update(piece) }
/// let signature = try await key.sign(digest)
/// ```
public struct IncrementalDigest: Sendable {
    /// The functions of swift-crypto, which signs and verifies only its own hash values.
    enum State: Sendable {
        case md5(Insecure.MD5)
        case sha1(Insecure.SHA1)
        case sha256(SHA256)
        case sha384(SHA384)
        case sha512(SHA512)
    }

    private(set) var state: State

    /// The function.
    public let algorithm: DigestAlgorithm

    /// Begins with no octets.
    public init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        state =
            switch algorithm {
            case .md5: .md5(Insecure.MD5())
            case .sha1: .sha1(Insecure.SHA1())
            case .sha256: .sha256(SHA256())
            case .sha384: .sha384(SHA384())
            case .sha512: .sha512(SHA512())
            }
    }

    /// Takes in the next octets.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes in the next octets.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch state {
        case .md5(var function):
            function.update(bufferPointer: bytes)
            state = .md5(function)
        case .sha1(var function):
            function.update(bufferPointer: bytes)
            state = .sha1(function)
        case .sha256(var function):
            function.update(bufferPointer: bytes)
            state = .sha256(function)
        case .sha384(var function):
            function.update(bufferPointer: bytes)
            state = .sha384(function)
        case .sha512(var function):
            function.update(bufferPointer: bytes)
            state = .sha512(function)
        }
    }

    /// The hash value of the octets so far; more may follow.
    public var value: [UInt8] {
        switch state {
        case .md5(let function): function.finalize().withUnsafeBytes { Array($0) }
        case .sha1(let function): function.finalize().withUnsafeBytes { Array($0) }
        case .sha256(let function): function.finalize().withUnsafeBytes { Array($0) }
        case .sha384(let function): function.finalize().withUnsafeBytes { Array($0) }
        case .sha512(let function): function.finalize().withUnsafeBytes { Array($0) }
        }
    }
}
