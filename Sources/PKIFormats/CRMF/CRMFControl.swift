/// RFC 4211 §5 and §6
///
///     Controls ::= SEQUENCE SIZE (1..MAX) OF AttributeTypeAndValue
///     AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY DEFINED BY type }
///
/// A control of a CertRequest. An unknown control keeps its DER.
public enum CRMFControl: Hashable, Sendable, DERWritable {
    /// One-time information that proves identity or knowledge (§6.1).
    case registrationToken(String)
    /// Information that proves identity each time (§6.2).
    case authenticator(String)
    /// Whether and where to publish (§6.3).
    case publicationInformation(PublicationInformation)
    /// The form in which to keep the private key (§6.4).
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

    /// The identifier of the control.
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

/// RFC 4211 §6.3
///
///     PKIPublicationInfo ::= SEQUENCE {
///         action    INTEGER { dontPublish (0), pleasePublish (1) },
///         pubInfos  SEQUENCE SIZE (1..MAX) OF SinglePubInfo OPTIONAL }
///
/// Whether and where the CA should publish the certificate.
public struct PublicationInformation: Hashable, Sendable {
    /// The CA should not publish.
    public static let dontPublish = 0
    /// The CA may publish.
    public static let pleasePublish = 1

    /// ``dontPublish`` or ``pleasePublish``.
    public let action: Int
    /// The ways and places; empty when none is named.
    public let places: [SinglePublicationInformation]

    public init(action: Int, places: [SinglePublicationInformation] = []) {
        self.action = action
        self.places = places
    }

    /// Reads the DER of a PKIPublicationInfo; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "PKIPublicationInfo"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PKIPublicationInfo")
        action = try fields.next("action").integer()
        places =
            try fields.optional(.sequence, "pubInfos") { list throws(FormatError) in
                try list.list(ifEmpty: "the list is empty", of: SinglePublicationInformation.init)
            } ?? []
        try fields.finish()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 64) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(action)
            if !places.isEmpty { writer.writeSequence(of: places) }
        }
    }
}

/// RFC 4211 §6.3
///
///     SinglePubInfo ::= SEQUENCE {
///         pubMethod    INTEGER { dontCare (0), x500 (1), web (2), ldap (3) },
///         pubLocation  GeneralName OPTIONAL }
public struct SinglePublicationInformation: Hashable, Sendable, DERWritable {
    /// Any way will do.
    public static let dontCare = 0
    /// By X.500.
    public static let x500 = 1
    /// On the web.
    public static let web = 2
    /// By LDAP.
    public static let ldap = 3

    /// The way to publish, for example ``web``.
    public let method: Int
    /// The place to publish; `nil` to leave it to the CA.
    public let location: GeneralName?

    public init(method: Int, location: GeneralName? = nil) {
        self.method = method
        self.location = location
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SinglePubInfo")
        method = try fields.next("pubMethod").integer()
        location = fields.isAtEnd ? nil : try GeneralName(fields.next("pubLocation"))
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(method)
            location?.write(to: &writer)
        }
    }
}

/// RFC 4211 §6.5
///
///     CertId ::= SEQUENCE { issuer GeneralName, serialNumber INTEGER }
///     OldCertId ::= CertId
///
/// A certificate by its issuer and number; the old one in a request that replaces it.
public struct CertID: Hashable, Sendable {
    /// The issuer of the certificate.
    public let issuer: GeneralName
    /// The content octets of its serial number.
    public let serialNumber: [UInt8]

    public init(issuer: GeneralName, serialNumber: [UInt8]) {
        self.issuer = issuer
        self.serialNumber = serialNumber
    }

    /// Reads the DER of a CertId; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "CertId"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertId")
        issuer = try GeneralName(fields.next("issuer"))
        serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                issuer.write(to: &writer)
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        }
    }
}
