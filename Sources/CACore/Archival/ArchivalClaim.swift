import PKICrypto
import PKIFormats

/// The private key that a request brings to be archived, as it came: encrypted to an exchange certificate, with its hash in the part of the message that is signed.
///
/// Source: MS-WCCE §2.2.2.7.5, §2.2.2.7.6 and §3.2.2.6.2.1.2.2.
package struct ArchivalClaim: Sendable, Hashable {
    /// The values of the attribute 1.3.6.1.4.1.311.21.13, and those of 1.3.6.1.4.1.311.21.21.
    let keys: [[UInt8]]
    let hashes: [[UInt8]]

    /// - Parameter attributes: those of the request, with those that controls add.
    /// - Returns: nil when the message brings no key.
    /// - Throws: for a key in another place than beside a signature of the outermost CMC message.
    init?(_ message: EnrollmentMessage, attributes: [RequestAttribute]) throws(FormatError) {
        var found: [[UInt8]] = []
        for (index, layer) in message.layers.enumerated() {
            let values = layer.signedData.signers.flatMap(\.unsignedAttributes).filter { $0.oid == ArchivedKey.oid }.flatMap(\.values)
            guard values.isEmpty || (index == 0 && message.form == .cmc) else {
                throw FormatError(
                    structure: "SignerInfo",
                    field: "unsignedAttrs",
                    reason: "a key to be archived belongs to the outermost message, which is CMC"
                )
            }
            found += values
        }
        guard !found.isEmpty else { return nil }
        keys = found
        hashes = attributes.filter { $0.oid == EncryptedKeyHash.oid }.flatMap(\.values)
    }

    /// The message to the exchange certificate, whose hash was signed.
    func envelope() throws(ArchivalRefusal) -> EnvelopedData {
        guard keys.count == 1 else {
            throw .bad("archivedKey", "\(keys.count) keys", "The request brings \(keys.count) keys to be archived.")
        }
        guard hashes.count == 1, let hash = try? EncryptedKeyHash(derEncoded: hashes[0]) else {
            throw .bad("encryptedKeyHash", "\(hashes.count) hashes", "The request does not sign one hash of the key that it brings.")
        }
        guard let digest = Self.digest(ofLength: hash.bytes.count), Digest.of(keys[0], digest) == hash.bytes else {
            throw .bad("encryptedKeyHash", "another hash", "The hash that the request signs is not that of the key that it brings.")
        }
        do throws(FormatError) {
            return try EnvelopedData(berEncoded: try ArchivedKey(derEncoded: keys[0]).envelopedData)
        } catch {
            throw .bad("archivedKey", "unreadable", "The key to be archived cannot be read: \(error).")
        }
    }

    /// The hash of the message's signature, or SHA-1 of old clients; its length says which.
    private static func digest(ofLength count: Int) -> DigestAlgorithm? {
        [DigestAlgorithm.sha1, .sha256, .sha384, .sha512].first { $0.byteCount == count }
    }

    /// A message without the key, as it is stored. Nothing that is signed changes; a message that brings no key stays as it is.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        guard let message = (try? SignedData(contentInfo: bytes)) ?? (try? SignedData(berContentInfo: bytes)),
            message.signers.contains(where: { $0.unsignedAttributes.contains { $0.oid == ArchivedKey.oid } })
        else { return bytes }
        return SignedData(message, signers: message.signers.map { SignerInfo($0, removingUnsigned: ArchivedKey.oid) }).contentInfo
    }

    /// The hash that a stored request signs, for the response to it.
    static func signedHash(in bytes: [UInt8]) -> EncryptedKeyHash? {
        guard let message = (try? EnrollmentMessage(derEncoded: bytes)) ?? (try? EnrollmentMessage(berEncoded: bytes)),
            let request = try? message.onlyRequest
        else { return nil }
        var attributes = (try? message.addedAttributes(to: request)) ?? []
        if case .certificationRequest(let pkcs10) = request.content { attributes += pkcs10.attributes }
        return attributes.first { $0.oid == EncryptedKeyHash.oid }?.values.first.flatMap { try? EncryptedKeyHash(derEncoded: $0) }
    }
}
