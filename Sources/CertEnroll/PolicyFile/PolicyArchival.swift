import CAInterface
package import PKIFormats
import WireProtocols

/// The archival of the private key, as a policy file asks for it: `PrivateKeyArchive`, and the cipher of the key on its way. Source: "certreq"
/// command reference.
package struct PolicyArchival: Sendable, Hashable {
    package let algorithm: OID
    /// The bits of the cipher's key.
    package let bits: Int

    /// Old names of ciphers that are broken are not among them, because the message with the key may be kept and tried for years.
    private static let ciphers: [(name: String, oid: OID, bits: Int)] = [
        ("AES128", OID.Algorithms.aes128CBC, 128), ("AES192", OID.Algorithms.aes192CBC, 192), ("AES256", OID.Algorithms.aes256CBC, 256),
        ("3DES", OID.Algorithms.tripleDESCBC, 168),
    ]

    /// - Parameter entries: those of [NewRequest].
    /// - Returns: nil when the file asks for no archival.
    /// - Throws: `CAError` with 0x8007000D for a cipher that is unknown or broken, and a length that it does not have.
    init?(_ entries: [PolicyFile.Entry]) throws(CAError) {
        func entry(_ key: String) -> PolicyFile.Entry? { entries.first { $0.key.lowercased() == key && !$0.value.isEmpty } }
        guard let archive = entry("privatekeyarchive"), try PolicyFile.flag(archive) else { return nil }
        let name = entry("encryptionalgorithm")
        var possible = Self.ciphers
        if let name {
            possible = possible.filter {
                $0.name == name.value.uppercased() || $0.oid.dotted == name.value
                    || name.value.uppercased() == "AES" && $0.name.hasPrefix("AES")
            }
            guard !possible.isEmpty else {
                throw PolicyFile.unreadable(
                    name.line,
                    "EncryptionAlgorithm \(name.value) is not possible, because it is unknown or broken; use AES, AES128, AES192, AES256 or 3DES"
                )
            }
        } else {
            possible = possible.filter { $0.name.hasPrefix("AES") }
        }
        if let length = entry("encryptionlength") {
            let bits = try PolicyFile.number(length)
            // Windows counts the parity bits of 3DES, too.
            possible = possible.filter { $0.bits == bits || $0.name == "3DES" && bits == 192 }
            guard !possible.isEmpty else {
                throw PolicyFile.unreadable(
                    length.line,
                    "EncryptionLength \(length.value) is not a length of \(name?.value ?? "AES"); AES has 128, 192 or 256 bits, 3DES 168"
                )
            }
        }
        guard let chosen = possible.last else { return nil }
        (algorithm, bits) = (chosen.oid, chosen.bits)
    }
}
