import Crypto

/// SHA-256 of octets that come in pieces, for files that should not be in memory as a whole.
package struct RunningDigest: Sendable {
    private var hash = SHA256()

    package init() {}

    package mutating func update(_ bytes: some Sequence<UInt8>) {
        hash.update(data: Array(bytes))
    }

    /// The 32 octets.
    package consuming func finish() -> [UInt8] {
        hash.finalize().withUnsafeBytes { Array($0) }
    }
}
