/// RFC 4211 §5 and §6
///
///     Controls ::= SEQUENCE SIZE (1..MAX) OF AttributeTypeAndValue
///     AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY DEFINED BY type }
///
/// A control of a CertRequest. One that is not known keeps its DER.
public enum CRMFControl: Hashable, Sendable {
    /// One-time information that proves identity or knowledge (§6.1).
    case registrationToken(String)
    /// Information that proves identity each time (§6.2).
    case authenticator(String)
    /// Whether and where to publish (§6.3).
    case publicationInformation(PublicationInformation)
    /// What to keep of the private key (§6.4).
    case archiveOptions(ArchiveOptions)
    /// The certificate to be replaced (§6.5).
    case oldCertificateID(CertID)
    /// The key with which the CA should encrypt its answer (§6.6).
    case protocolEncryptionKey(SubjectPublicKeyInfo)
    /// Any other control; `value` is one DER element.
    case other(OID, value: [UInt8])

    init(_ element: DERElement) throws(FormatError) {
        let (oid, value) = try CRMFControl.readPair(element)
        switch oid {
        case OID.CRMF.registrationToken: self = .registrationToken(try value.utf8String())
        case OID.CRMF.authenticator: self = .authenticator(try value.utf8String())
        case OID.CRMF.publicationInformation: self = .publicationInformation(try PublicationInformation(value))
        case OID.CRMF.archiveOptions: self = .archiveOptions(try ArchiveOptions(derEncoded: value.encoded))
        case OID.CRMF.oldCertificateID: self = .oldCertificateID(try CertID(value))
        case OID.CRMF.protocolEncryptionKey: self = .protocolEncryptionKey(try SubjectPublicKeyInfo(value))
        default: self = .other(oid, value: value.encoded)
        }
    }

    /// Which control it is.
    public var oid: OID {
        switch self {
        case .registrationToken: OID.CRMF.registrationToken
        case .authenticator: OID.CRMF.authenticator
        case .publicationInformation: OID.CRMF.publicationInformation
        case .archiveOptions: OID.CRMF.archiveOptions
        case .oldCertificateID: OID.CRMF.oldCertificateID
        case .protocolEncryptionKey: OID.CRMF.protocolEncryptionKey
        case .other(let oid, _): oid
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(oid)
            switch self {
            case .registrationToken(let text), .authenticator(let text): writer.writeUTF8String(text)
            case .publicationInformation(let information): information.write(to: &writer)
            case .archiveOptions(let options): writer.writeRaw(options.derEncoded)
            case .oldCertificateID(let id): writer.writeRaw(id.derEncoded)
            case .protocolEncryptionKey(let key): writer.writeRaw(key.derEncoded)
            case .other(_, let value): writer.writeRaw(value)
            }
        }
    }

    static func readPair(_ element: DERElement) throws(FormatError) -> (OID, DERElement) {
        var fields = try element.fields(of: "AttributeTypeAndValue")
        let oid = try fields.next("type").oid()
        let value = try fields.next("value")
        try fields.finish()
        return (oid, value)
    }
}
