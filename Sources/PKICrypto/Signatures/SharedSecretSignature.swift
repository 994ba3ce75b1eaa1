import PKIFormats

/// HMAC for callers outside this library.
package enum SharedSecretSignature {
    /// HMAC-SHA256 (RFC 2104) of a message, which proves to somebody with the same secret that it is ours and whole.
    package static func sha256(of message: [UInt8], secret: [UInt8]) -> [UInt8] {
        MessageAuthentication.code(message, key: secret, digest: .sha256)
    }
}
