package import PortableFoundation
import PKICrypto

/// The scheme `cm-admin-key`, version 1: a card's own admin key from the master key and the card id.
///
/// KBKDF in counter mode with HMAC-SHA-256 (NIST SP 800-108r1 §4.1). The context is the version of the master key in one octet and the card id in
/// textual order, and for a chip that is bound again the number of its assignment in four octets, so that whoever knows a former key does not know
/// the present one. A key of triple DES gets odd parity; if it is weak, an octet that counts the attempts is added to the context. The published
/// product keeps its derivation to itself, so this one is ours.
package enum AdminKeyDerivation {
    /// Octets of a master key.
    package static let masterKeyLength = 32
    /// The versions that fit into the context.
    package static let versions = 1...255

    /// - Parameters:
    ///     - version: of the master key, in `versions`.
    ///     - assignment: of the chip, from 1.
    package static func key(
        from master: [UInt8],
        version: Int,
        card: UUID,
        assignment: Int = 1,
        algorithm: AdminKeyAlgorithm
    ) -> [UInt8] {
        key(from: master, version: version, card: card, assignment: assignment, algorithm: algorithm, isWeak: isWeak)
    }

    static func key(
        from master: [UInt8],
        version: Int,
        card: UUID,
        assignment: Int = 1,
        algorithm: AdminKeyAlgorithm,
        isWeak: ([UInt8]) -> Bool
    ) -> [UInt8] {
        // The documented context is that of the first assignment. The other one has another length than this one with an attempt at its end.
        let number = assignment == 1 ? [] : withUnsafeBytes(of: UInt32(assignment).bigEndian) { Array($0) }
        let context = [UInt8(version)] + withUnsafeBytes(of: card.uuid) { Array($0) } + number
        func derived(_ more: [UInt8]) -> [UInt8] {
            KeyDerivation.counterMode(master, label: label(of: algorithm), context: context + more, count: algorithm.keyLength)
        }
        guard algorithm == .tripleDES else { return derived([]) }
        var key = withOddParity(derived([]))
        var attempt: UInt8 = 0
        // 256 weak keys in a row do not happen: one key in 2^52 is weak.
        while isWeak(key), attempt < .max {
            attempt += 1
            key = withOddParity(derived([attempt]))
        }
        return key
    }

    /// A label of its own for each algorithm, so that no key is the beginning of another.
    private static func label(of algorithm: AdminKeyAlgorithm) -> String {
        algorithm == .tripleDES ? "cm-admin-key" : "cm-admin-key-" + algorithm.rawValue
    }

    /// FIPS 46-3: the least significant bit of each octet makes the number of ones odd.
    static func withOddParity(_ key: [UInt8]) -> [UInt8] {
        key.map { octet in
            let upper = octet & 0xFE
            return upper.nonzeroBitCount.isMultiple(of: 2) ? upper | 1 : upper
        }
    }

    /// True when the first and the second part, or the second and the third, are equal, so that triple DES is single DES, or when a part is a weak or
    /// semi-weak key of DES (NIST SP 800-67r2 §3.3.2). Parity bits do not count.
    static func isWeak(_ key: [UInt8]) -> Bool {
        let parts = stride(from: 0, to: key.count, by: 8).map { withOddParity(Array(key[$0..<min($0 + 8, key.count)])) }
        return zip(parts, parts.dropFirst()).contains { $0 == $1 } || parts.contains(where: weakKeys.contains)
    }

    /// The four weak and twelve semi-weak keys, with odd parity.
    private static let weakKeys: Set<[UInt8]> = [
        [0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01], [0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE],
        [0xE0, 0xE0, 0xE0, 0xE0, 0xF1, 0xF1, 0xF1, 0xF1], [0x1F, 0x1F, 0x1F, 0x1F, 0x0E, 0x0E, 0x0E, 0x0E],
        [0x01, 0x1F, 0x01, 0x1F, 0x01, 0x0E, 0x01, 0x0E], [0x1F, 0x01, 0x1F, 0x01, 0x0E, 0x01, 0x0E, 0x01],
        [0x01, 0xE0, 0x01, 0xE0, 0x01, 0xF1, 0x01, 0xF1], [0xE0, 0x01, 0xE0, 0x01, 0xF1, 0x01, 0xF1, 0x01],
        [0x01, 0xFE, 0x01, 0xFE, 0x01, 0xFE, 0x01, 0xFE], [0xFE, 0x01, 0xFE, 0x01, 0xFE, 0x01, 0xFE, 0x01],
        [0x1F, 0xE0, 0x1F, 0xE0, 0x0E, 0xF1, 0x0E, 0xF1], [0xE0, 0x1F, 0xE0, 0x1F, 0xF1, 0x0E, 0xF1, 0x0E],
        [0x1F, 0xFE, 0x1F, 0xFE, 0x0E, 0xFE, 0x0E, 0xFE], [0xFE, 0x1F, 0xFE, 0x1F, 0xFE, 0x0E, 0xFE, 0x0E],
        [0xE0, 0xFE, 0xE0, 0xFE, 0xF1, 0xFE, 0xF1, 0xFE], [0xFE, 0xE0, 0xFE, 0xE0, 0xFE, 0xF1, 0xFE, 0xF1],
    ]
}
