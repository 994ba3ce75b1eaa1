import Crypto

import PortableFoundation

/// Octets sealed with AES-256-GCM: nonce (12), ciphertext, tag (16). What is bound to them is checked when they are opened, and is not in them.
package enum SealedOctets {
    package static let keyByteCount = 32

    /// - Throws: ``KeyError`` of kind `refused` for a key of another length.
    package static func seal(_ plain: [UInt8], key: [UInt8], binding: [UInt8]) throws(KeyError) -> [UInt8] {
        try check(key)
        guard let combined = (try? AES.GCM.seal(plain, using: SymmetricKey(data: key), authenticating: binding))?.combined else {
            throw KeyError(.failed, "AES-GCM failed in the cryptographic library")
        }
        return Array(combined)
    }

    /// - Throws: ``KeyError`` of kind `undecipherable` when the key, the octets or what is bound to them is another.
    package static func open(_ sealed: [UInt8], key: [UInt8], binding: [UInt8]) throws(KeyError) -> [UInt8] {
        try check(key)
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let plain = try? AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: binding)
        else {
            throw KeyError(.undecipherable, "the sealed octets do not open with this key for this purpose, or they were changed")
        }
        return Array(plain)
    }

    private static func check(_ key: [UInt8]) throws(KeyError) {
        guard key.count == keyByteCount else { throw KeyError(.refused, "a key for AES-256-GCM has 32 octets, this one \(key.count)") }
    }
}
