import Crypto
public import PKIFormats

import PortableFoundation

/// AES key wrap (RFC 3394) under its names in CMS (RFC 3565 §2.3.2).
public enum KeyWrapAlgorithm: Hashable, Sendable, CaseIterable {
    /// With a key of 128, 192 or 256 bits.
    case aes128, aes192, aes256

    /// The algorithm an identifier names.
    /// - Throws: ``KeyError`` of kind `unsupported`.
    public init(_ algorithm: AlgorithmIdentifier) throws(KeyError) {
        guard let match = Self.allCases.first(where: { $0.oid == algorithm.oid }) else {
            throw KeyError(.unsupported, "keys wrapped with \(algorithm.name) (\(algorithm.oid)) are not supported; use AES key wrap")
        }
        self = match
    }

    /// The algorithm whose key has this many octets; `nil` for other lengths.
    public init?(keyByteCount: Int) {
        guard let match = Self.allCases.first(where: { $0.keyByteCount == keyByteCount }) else { return nil }
        self = match
    }

    private var oid: OID {
        switch self {
        case .aes128: OID.Algorithms.aes128Wrap
        case .aes192: OID.Algorithms.aes192Wrap
        case .aes256: OID.Algorithms.aes256Wrap
        }
    }

    /// Octets of the wrapping key.
    public var keyByteCount: Int {
        switch self {
        case .aes128: 16
        case .aes192: 24
        case .aes256: 32
        }
    }

    /// The algorithm identifier.
    public var algorithm: AlgorithmIdentifier { AlgorithmIdentifier(oid) }

    /// Wraps `key`.
    /// - Parameter key: at least 16 octets, a multiple of 8.
    /// - Throws: ``KeyError`` of kind `refused` for other lengths of either key.
    public func wrap(_ key: [UInt8], under wrappingKey: [UInt8]) throws(KeyError) -> [UInt8] {
        guard wrappingKey.count == keyByteCount, key.count >= 16, key.count % 8 == 0,
            let wrapped = try? AES.KeyWrap.wrap(SymmetricKey(data: key), using: SymmetricKey(data: wrappingKey))
        else {
            throw KeyError(.refused, "a key of \(key.count) octets cannot be wrapped with AES under one of \(wrappingKey.count) octets")
        }
        return Array(wrapped)
    }

    /// Unwraps a key.
    /// - Throws: ``KeyError`` of kind `undecipherable` when the key cannot be unwrapped, `refused` when the wrapping key has another
    ///   length.
    public func unwrap(_ wrapped: [UInt8], under wrappingKey: [UInt8]) throws(KeyError) -> [UInt8] {
        guard wrappingKey.count == keyByteCount else {
            throw KeyError(.refused, "the message asks for a wrapping key of \(keyByteCount) octets, this one has \(wrappingKey.count)")
        }
        guard wrapped.count >= 24, wrapped.count % 8 == 0,
            let key = try? AES.KeyWrap.unwrap(wrapped, using: SymmetricKey(data: wrappingKey))
        else {
            throw KeyError(.undecipherable, "the wrapped key cannot be unwrapped, or it was changed")
        }
        return key.withUnsafeBytes { Array($0) }
    }
}
