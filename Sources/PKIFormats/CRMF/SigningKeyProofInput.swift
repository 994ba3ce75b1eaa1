/// RFC 4211 §4.1
///
///     POPOSigningKeyInput ::= SEQUENCE {
///         authInfo   CHOICE { sender [0] GeneralName, publicKeyMAC PKMACValue },
///         publicKey  SubjectPublicKeyInfo }
///
/// What the signature covers when the template lacks the subject or the key. The signature is computed over the DER of this SEQUENCE
/// under its own tag, as OpenSSL and Bouncy Castle do.
public struct SigningKeyProofInput: Hashable, Sendable {
    /// Who asks.
    public enum Authentication: Hashable, Sendable {
        /// A name the CA has authenticated before.
        case sender(GeneralName)
        /// A MAC over the public key, when no name has been authenticated.
        case publicKeyMAC(PKMACValue)
    }

    /// Who asks.
    public let authentication: Authentication
    /// The key; it must be that of the template.
    public let publicKey: SubjectPublicKeyInfo
    public let derEncoded: [UInt8]

    public init(authentication: Authentication, publicKey: SubjectPublicKeyInfo) {
        self.authentication = authentication
        self.publicKey = publicKey
        derEncoded = DERWriter.encode(capacity: 256) { writer in
            writer.writeSequence { writer in
                switch authentication {
                case .sender(let name): writer.writeExplicit(0) { name.write(to: &$0) }
                case .publicKeyMAC(let mac): mac.write(to: &writer)
                }
                writer.writeRaw(publicKey.derEncoded)
            }
        }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "POPOSigningKeyInput")
        if let sender = fields.optional(context: 0, "authInfo") {
            authentication = .sender(try GeneralName(sender.explicitContent(0)))
        } else {
            authentication = .publicKeyMAC(try PKMACValue(fields.next("authInfo")))
        }
        publicKey = try SubjectPublicKeyInfo(fields.next("publicKey"))
        try fields.finish()
        derEncoded = element.encoded
    }
}
