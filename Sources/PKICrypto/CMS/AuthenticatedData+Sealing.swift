public import PKIFormats

extension AuthenticatedData {
    /// Adds an HMAC to `content` under a new key, which `recipients` get (RFC 5652 §9). Everybody can read the content.
    /// - Parameters:
    ///   - digest: the hash of the HMAC and of the content.
    ///   - attributes: more authenticated attributes than contentType, messageDigest and the protection of the algorithms (RFC 6211).
    ///   - isDetached: whether `content` is left out of the message.
    /// - Throws: ``KeyError``.
    public static func authenticating(
        _ content: [UInt8],
        contentType: OID = OID.CMS.data,
        for recipients: [CMSRecipient],
        digest: DigestAlgorithm = .sha256,
        attributes: [CMSAttribute] = [],
        isDetached: Bool = false
    ) async throws -> AuthenticatedData {
        guard !recipients.isEmpty else { throw KeyError(.refused, "a message needs at least one recipient") }
        guard digest != .md5, digest != .sha1 else { throw KeyError(.refused, "an HMAC with \(digest.displayName) is not made") }
        let macAlgorithm = AlgorithmIdentifier.hmac(digest)
        let digestAlgorithm = AlgorithmIdentifier.digest(digest)
        let protection = CMSAlgorithmProtection(digestAlgorithm: digestAlgorithm, macAlgorithm: macAlgorithm)
        let all = [.contentType(contentType), .messageDigest(Digest.of(content, digest)), protection.attribute] + attributes
        var key = SecureRandom.bytes(digest.byteCount)
        defer { key.wipe() }
        let mac = MessageAuthentication.code(SignerInfo.encodeSignedAttributes(all), key: key, digest: digest)
        var infos: [RecipientInfo] = []
        for recipient in recipients { infos.append(try await recipient.recipientInfo(for: key)) }
        return AuthenticatedData(
            recipients: infos,
            macAlgorithm: macAlgorithm,
            digestAlgorithm: digestAlgorithm,
            encapsulated: EncapsulatedContentInfo(contentType: contentType, content: isDetached ? nil : content),
            authenticatedAttributes: all,
            mac: mac
        )
    }

    /// The content, authenticated. This does not show who made the message: every recipient could have made it.
    /// - Parameter detachedContent: the content when the message does not carry it.
    /// - Throws: ``KeyError`` of kind `undecipherable` when the key does not fit or the message was changed, two cases that cannot be told
    ///   apart; of kind `unsupported`, naming the algorithm; or whatever a custom key throws.
    public func open(with key: CMSDecryptionKey, detachedContent: [UInt8]? = nil) async throws -> [UInt8] {
        guard encapsulated.isOctetString, let content = encapsulated.content ?? detachedContent else {
            throw KeyError(.unreadable, "the message carries no content")
        }
        guard let macDigest = macAlgorithm.hmacDigest ?? (macAlgorithm.oid == Self.hmacSHA1 ? .sha1 : nil) else {
            throw KeyError(.unsupported, "messages with the MAC \(macAlgorithm.name) (\(macAlgorithm.oid)) are not supported")
        }
        var macKey = try await key.contentKey(
            of: recipients,
            originator: originatorInfo,
            byteCount: macDigest.byteCount,
            accepts: { $0 > 0 }
        )
        defer { macKey.wipe() }
        let covered: [UInt8]
        if authenticatedAttributes.isEmpty {
            guard encapsulated.contentType == OID.CMS.data else { throw Self.changed }
            covered = content
        } else {
            guard let digestAlgorithm, let digest = DigestAlgorithm(oid: digestAlgorithm.oid), digest != .md5 else {
                throw KeyError(.unsupported, "the digest \(digestAlgorithm?.name ?? "of no name") is not supported")
            }
            let wanted: [CMSAttribute] = [.contentType(encapsulated.contentType), .messageDigest(Digest.of(content, digest))]
            for attribute in wanted where authenticatedAttributes.filter({ $0.oid == attribute.oid }) != [attribute] { throw Self.changed }
            guard protectsAlgorithms else { throw Self.changed }
            covered = SignerInfo.encodeSignedAttributes(authenticatedAttributes)
        }
        let expected = MessageAuthentication.code(covered, key: macKey, digest: macDigest)
        guard MessageAuthentication.areEqual(expected, mac) else { throw Self.changed }
        return content
    }

    /// Whether the attribute that repeats the algorithms agrees with the message; `true` without such an attribute.
    private var protectsAlgorithms: Bool {
        let attributes = authenticatedAttributes.filter { $0.oid == OID.CMS.algorithmProtection }
        guard let attribute = attributes.first else { return true }
        guard attributes.count == 1, attribute.values.count == 1,
            let protection = try? CMSAlgorithmProtection(derEncoded: attribute.values[0])
        else { return false }
        return protection.digestAlgorithm.isSame(as: digestAlgorithm) && protection.macAlgorithm?.isSame(as: macAlgorithm) == true
    }

    /// HMAC-SHA-1 under the name CMS gives it (RFC 3370 §3.1).
    private static let hmacSHA1: OID = "1.3.6.1.5.5.8.1.2"

    private static var changed: KeyError {
        KeyError(.undecipherable, "the message is not authentic under this key, or it was changed")
    }
}

extension AlgorithmIdentifier {
    /// Whether both name the same algorithm; absent parameters are the same as NULL (RFC 6211 §3).
    func isSame(as other: AlgorithmIdentifier?) -> Bool {
        guard let other, oid == other.oid else { return false }
        let null: [UInt8] = [0x05, 0x00]
        return (parameters ?? null) == (other.parameters ?? null)
    }
}
