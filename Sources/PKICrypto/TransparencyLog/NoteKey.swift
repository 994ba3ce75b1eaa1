import Crypto
import PKIFormats
import PortableFoundation

/// The public key by which a signed note is verified (a "vkey"). Source: C2SP signed-note, tlog-cosignature.
package struct NoteKey: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: UInt8, Sendable, Hashable {
        /// An Ed25519 signature over the text.
        case ed25519 = 0x01
        /// A witness's Ed25519 signature over the text and the time of the signature.
        case cosignature = 0x04
    }

    package let name: String
    package let kind: Kind
    /// 32 octets.
    package let publicKey: [UInt8]

    /// - Returns: nil when the name cannot name a key, or the key does not have 32 octets.
    package init?(name: String, kind: Kind = .ed25519, publicKey: [UInt8]) {
        guard Self.isName(name[...]), publicKey.count == 32 else { return nil }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
    }

    /// Reads `name+ID+key`.
    /// - Returns: nil when it is none, is of another algorithm, or its ID belongs to another key.
    package init?(_ text: String) {
        // The base64 of the key may contain a plus sign, a name cannot.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let octets = StrictBase64.decode(Substring(parts[2])), let first = octets.first,
            let kind = Kind(rawValue: first)
        else { return nil }
        self.init(name: String(parts[0]), kind: kind, publicKey: Array(octets[1...]))
        guard Hex.encode(keyID) == parts[1] else { return nil }
    }

    package var description: String { "\(name)+\(Hex.encode(keyID))+\(Base64.encode([kind.rawValue] + publicKey))" }

    /// The first four octets of SHA-256 of name, newline, kind and key.
    package var keyID: [UInt8] { Array(Digest.sha256(Array(name.utf8) + [0x0A, kind.rawValue] + publicKey)[..<4]) }

    /// - Parameter octets: what follows the key ID in the signature line.
    package func verifies(_ octets: [UInt8], of text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        switch kind {
        case .ed25519: return octets.count == 64 && key.isValidSignature(octets, for: Array(text.utf8))
        case .cosignature:
            guard octets.count == 72 else { return false }
            let time = octets[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return key.isValidSignature(octets[8...], for: Self.cosigned(text, time: time))
        }
    }

    /// What a witness signs.
    package static func cosigned(_ text: String, time: UInt64) -> [UInt8] { Array("cosignature/v1\ntime \(time)\n\(text)".utf8) }

    /// Not empty, without blanks and plus signs.
    static func isName(_ name: Substring) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace && $0.value >= 0x20 }
    }
}
