/// RFC 4211 §4.2 and §4.3
///
///     POPOPrivKey ::= CHOICE {
///         thisMessage        [0] BIT STRING,
///         subsequentMessage  [1] INTEGER { encrCert (0), challengeResp (1) },
///         dhMAC              [2] BIT STRING,
///         agreeMAC           [3] PKMACValue,
///         encryptedKey       [4] EnvelopedData }
///
/// Proof for a key that does not sign.
public enum PrivateKeyProof: Hashable, Sendable {
    /// When the proof is given in later messages: how.
    public enum SubsequentMessage: Int, Hashable, Sendable, CaseIterable {
        /// The CA sends the certificate encrypted.
        case encryptedCertificate = 0
        /// The CA sends a challenge to be answered.
        case challengeResponse = 1
    }

    /// The private key, encrypted; an old form that ``encryptedKey(_:)`` replaces.
    case thisMessage([UInt8])
    /// The proof follows.
    case subsequentMessage(SubsequentMessage)
    /// A MAC with a key derived by Diffie-Hellman; an old form that ``agreementMAC(_:)`` replaces.
    case dhMAC([UInt8])
    /// A MAC with a key derived by Diffie-Hellman.
    case agreementMAC(PKMACValue)
    /// The private key in EnvelopedData: its DER under the tag of SEQUENCE, without the ContentInfo around it.
    case encryptedKey([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0): self = .thisMessage(try element.octetAlignedBitString(.context(0)))
        case .context(1):
            let number = try element.integer(.context(1))
            guard let message = SubsequentMessage(rawValue: number) else { throw element.fail("\(number) is neither 0 nor 1") }
            self = .subsequentMessage(message)
        case .context(2): self = .dhMAC(try element.octetAlignedBitString(.context(2)))
        case .context(3): self = .agreementMAC(try PKMACValue(element, .context(3)))
        case .context(4):
            try element.expect(.context(4), constructed: true)
            self = .encryptedKey(element.encodedAsSequence)
        default: throw element.fail("expected [0] to [4] of POPOPrivKey, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .thisMessage(let bits): writer.writeBitString(bits, tag: 0x80)
        case .subsequentMessage(let message): writer.writeInteger(message.rawValue, tag: 0x81)
        case .dhMAC(let bits): writer.writeBitString(bits, tag: 0x82)
        case .agreementMAC(let mac): mac.write(to: &writer, tag: 0xA3)
        case .encryptedKey(let bytes): writer.writeImplicit(0xA4, bytes)
        }
    }
}
