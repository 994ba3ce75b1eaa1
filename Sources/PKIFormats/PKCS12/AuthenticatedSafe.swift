/// RFC 7292 §4.1
///
///     AuthenticatedSafe ::= SEQUENCE OF ContentInfo
///         -- Data if unencrypted, EncryptedData if password-encrypted, EnvelopedData if public key-encrypted
public struct AuthenticatedSafe: Hashable, Sendable {
    /// The safes: each holds a ``SafeContents``, in the clear or encrypted.
    public let safes: [ContentInfo]

    public init(safes: [ContentInfo]) { self.safes = safes }

    /// Reads the DER of an AuthenticatedSafe; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let list = try DERElement(parsing: derEncoded, structure: "AuthenticatedSafe")
        var safes: [ContentInfo] = []
        for member in try list.members() {
            do {
                safes.append(try ContentInfo(derEncoded: member.encoded))
            } catch {
                throw error.inside("AuthenticatedSafe", field: "\(safes.count)", at: member.offset)
            }
        }
        self.safes = safes
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: safes.reduce(64) { $0 + $1.content.count }) { writer in
            writer.writeSequence { for safe in safes { $0.writeRaw(safe.derEncoded) } }
        }
    }
}
