public import PKIFormats

/// Links the proof of possession in a request with the proof of identity in the message around it (RFC 5272 §6.3.1). The message carries a
/// random value. The request carries a MAC over it, which only a holder of the shared secret can compute.
///
/// ```swift
/// let link = try PopLink(CMCSharedSecret("a token of the helpdesk"))
/// let info = CertificationRequestInfo(subject: subject, subjectPublicKeyInfo: key.publicKey, attributes: [link.attribute])
/// ```
public struct PopLink: Sendable {
    /// The value for the control of the message.
    public let random: PopLinkRandom
    /// The value for each request.
    public let witness: PopLinkWitnessV2

    /// Makes the values.
    /// - Parameters:
    ///   - secret: the shared secret.
    ///   - digest: the hash that makes the key, and that of the HMAC; not MD5.
    ///   - random: `nil` for 64 random octets.
    /// - Throws: ``UnsupportedAlgorithmError`` when this library cannot derive the key from the secret. A witness under another key would
    ///   claim to be computed with that one.
    public init(_ secret: CMCSharedSecret, digest: DigestAlgorithm = .sha256, random: [UInt8]? = nil) throws(UnsupportedAlgorithmError) {
        guard digest != .md5 else {
            throw UnsupportedAlgorithmError(.digest(digest), "a witness is not made with MD5; use SHA-256")
        }
        let random = random ?? SecureRandom.bytes(64)
        self.random = PopLinkRandom(random)
        let key = try secret.key(.digest(digest))
        witness = PopLinkWitnessV2(
            keyGenerationAlgorithm: .digest(digest),
            macAlgorithm: MessageAuthentication.algorithm(digest),
            witness: MessageAuthentication.code(random, key: key, digest: digest)
        )
    }

    /// The witness as an attribute of PKCS #10.
    public var attribute: RequestAttribute { RequestAttribute(PopLinkWitnessV2.oid, values: [witness.derEncoded]) }

    /// The witness as a control of CRMF.
    public var control: CRMFControl { .other(PopLinkWitnessV2.oid, value: witness.derEncoded) }

    enum Witness {
        case first(PopLinkWitness)
        case second(PopLinkWitnessV2)
    }

    static func witnesses(in request: TaggedRequest) throws(FormatError) -> [Witness] {
        var found: [Witness] = []
        switch request {
        case .certificationRequest(_, let request):
            for attribute in request.attributes {
                for value in attribute.values { if let witness = try read(attribute.oid, value) { found.append(witness) } }
            }
        case .certRequestMessage(let message):
            for case .other(let oid, let value) in message.request.controls {
                if let witness = try read(oid, value) { found.append(witness) }
            }
        case .other: break
        }
        return found
    }

    private static func read(_ oid: OID, _ value: [UInt8]) throws(FormatError) -> Witness? {
        switch oid {
        case PopLinkWitness.oid: .first(try PopLinkWitness(derEncoded: value))
        case PopLinkWitnessV2.oid: .second(try PopLinkWitnessV2(derEncoded: value))
        default: nil
        }
    }

    static func isValid(_ witness: Witness, random: PopLinkRandom, secret: CMCSharedSecret) throws(UnsupportedAlgorithmError) -> Bool {
        switch witness {
        case .first(let witness):
            let expected = MessageAuthentication.code(random.bytes, key: try secret.key(.sha1), digest: .sha1)
            return MessageAuthentication.areEqual(witness.bytes, expected)
        case .second(let witness):
            let expected = try MessageAuthentication.code(
                random.bytes,
                key: secret.key(witness.keyGenerationAlgorithm),
                algorithm: witness.macAlgorithm
            )
            return MessageAuthentication.areEqual(witness.witness, expected)
        }
    }
}
