/// RFC 6960 §4.2.1
///
///     ResponderID ::= CHOICE {
///         byName  [1] Name,
///         byKey   [2] KeyHash }
///     KeyHash ::= OCTET STRING
public enum OCSPResponderID: Hashable, Sendable {
    /// The subject of the responder's certificate.
    case name(DistinguishedName)
    /// The SHA-1 of the responder's key: of the content of its BIT STRING, without tag, length and count of unused bits.
    case keyHash([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(1): self = .name(try DistinguishedName(element.explicitContent(1)))
        case .context(2): self = .keyHash(try element.explicitContent(2).octetString())
        default: throw element.fail("expected [1] or [2] of ResponderID, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .name(let name): writer.writeExplicit(1) { $0.writeRaw(name.derEncoded) }
        case .keyHash(let hash): writer.writeExplicit(2) { $0.writeOctetString(hash) }
        }
    }
}
