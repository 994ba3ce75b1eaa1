import PKIFormats

extension KeyDerivation {
    /// The key derivation function in counter mode with HMAC-SHA-256: NIST SP 800-108r1 §4.1. The counter before the fixed input and the length in
    /// bits at its end have 32 bits, the most significant first.
    /// - Parameters:
    ///   - secret: the key that others are derived from.
    ///   - label: the use of the derived key, followed by a zero octet.
    ///   - context: what the derived key is bound to.
    ///   - count: octets of the derived key, 1 through 1024.
    package static func counterMode(_ secret: [UInt8], label: String, context: [UInt8], count: Int) -> [UInt8] {
        precondition(acceptedKeyBytes.contains(count), "a derived key has 1 through 1024 octets")
        func octets(_ number: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(number).bigEndian) { Array($0) } }
        let fixed = Array(label.utf8) + [0] + context + octets(count * 8)
        var derived: [UInt8] = []
        var counter = 1
        while derived.count < count {
            derived += MessageAuthentication.code(octets(counter) + fixed, key: secret, digest: .sha256)
            counter += 1
        }
        return Array(derived.prefix(count))
    }
}
