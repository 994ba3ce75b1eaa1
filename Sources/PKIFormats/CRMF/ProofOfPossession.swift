/// RFC 4211 §4
///
///     ProofOfPossession ::= CHOICE {
///         raVerified       [0] NULL,
///         signature        [1] POPOSigningKey,
///         keyEncipherment  [2] POPOPrivKey,
///         keyAgreement     [3] POPOPrivKey }
///
/// How the requester shows that it holds the private key. POPOPrivKey is a CHOICE, so that its tags are explicit.
public enum ProofOfPossession: Hashable, Sendable {
    /// A registration authority says that it has verified it. Only the signature of a trusted authority makes this worth anything.
    case raVerified
    /// By a signature.
    case signature(SigningKeyProof)
    /// For a key that decrypts.
    case keyEncipherment(PrivateKeyProof)
    /// For a key that agrees on others.
    case keyAgreement(PrivateKeyProof)

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0):
            guard try element.primitive(.context(0)).isEmpty else { throw element.fail("a NULL has no content") }
            self = .raVerified
        case .context(1): self = .signature(try SigningKeyProof(element, .context(1)))
        case .context(2): self = .keyEncipherment(try PrivateKeyProof(element.explicitContent(2)))
        case .context(3): self = .keyAgreement(try PrivateKeyProof(element.explicitContent(3)))
        default: throw element.fail("expected [0] to [3] of ProofOfPossession, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .raVerified: writer.writePrimitive(tag: 0x80, [])
        case .signature(let proof): proof.write(to: &writer, tag: 0xA1)
        case .keyEncipherment(let proof): writer.writeExplicit(2) { proof.write(to: &$0) }
        case .keyAgreement(let proof): writer.writeExplicit(3) { proof.write(to: &$0) }
        }
    }

    static let tags: [DERTag] = [.context(0), .context(1), .context(2), .context(3)]
}
