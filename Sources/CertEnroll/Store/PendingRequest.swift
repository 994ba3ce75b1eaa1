package import CAInterface
public import PortableFoundation
public import PKIFormats

/// A request that waits for its certificate. On Windows, the dummy certificate of a request store has this role.
public struct PendingRequest: Sendable, Hashable {
    public var kind: X509RequestType
    /// DER of the SubjectPublicKeyInfo, by which a response is matched.
    public var publicKey: [UInt8]
    /// The place of the private key.
    public var key: KeyReference
    /// DER of the request.
    public var request: [UInt8]
    public var friendlyName: String?
    public var certificateDescription: String?
    /// The template's common name.
    public var template: String?
    /// Whether the key may be exported from the store.
    public var exportable: Bool
    public var created: Date

    /// The key under which the request is sent. It is on disk before the request leaves, so that a lost answer is asked for again and never
    /// makes a second certificate (docs/decisions/0003). nil before the request is sent, and again after the CA refused it.
    public var submissionKey: String?
    /// The target of the request: `host[:port]\CA name`, or the address of an enrollment web service.
    public var enrollmentAddress: String?
    /// The attributes sent beside the request under this submission key.
    public var attributes: String?
    /// The CA's name for the request, once it answered. It is text, because enrollment web services may give any text.
    public var requestID: String?
    /// The CA's last answer; nil before it, and in stores of versions that did not keep it.
    package var disposition: DispositionCode?
    /// The purpose of the request, by which ``X509Enrollment/enroll()`` recognizes an interrupted enrollment; nil after the CA refused it.
    public var intent: String?

    /// DER of the certificate that is renewed.
    public var renewedCertificate: [UInt8]?
    /// The hash of the encrypted private key that was sent for archival; the CA's answer must name the same.
    public var archivedKeyHash: [UInt8]?

    public init(
        kind: X509RequestType = .pkcs10,
        publicKey: SubjectPublicKeyInfo,
        key: KeyReference,
        request: [UInt8],
        friendlyName: String? = nil,
        certificateDescription: String? = nil,
        template: String? = nil,
        exportable: Bool = false,
        created: Date = Date()
    ) {
        self.kind = kind
        self.publicKey = publicKey.derEncoded
        self.key = key
        self.request = request
        self.friendlyName = friendlyName
        self.certificateDescription = certificateDescription
        self.template = template
        self.exportable = exportable
        self.created = created
    }
}

/// The form in the store. A later version may add members but must still read these. `Tests/CertEnrollTests/Vectors` has a store that tests
/// this.
extension PendingRequest: Codable {
    private enum CodingKeys: CodingKey {
        case kind, publicKey, key, request, friendlyName, certificateDescription, template, exportable, created
        case submissionKey, enrollmentAddress, attributes, requestID, disposition, intent, renewedCertificate, archivedKeyHash
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kind = X509RequestType(rawValue: try values.decode(Int32.self, forKey: .kind))
        publicKey = try values.decodeOctets(forKey: .publicKey)
        key = try values.decode(KeyReference.self, forKey: .key)
        request = try values.decodeOctets(forKey: .request)
        friendlyName = try values.decodeIfPresent(String.self, forKey: .friendlyName)
        certificateDescription = try values.decodeIfPresent(String.self, forKey: .certificateDescription)
        template = try values.decodeIfPresent(String.self, forKey: .template)
        exportable = try values.decode(Bool.self, forKey: .exportable)
        created = try values.decode(Date.self, forKey: .created)
        submissionKey = try values.decodeIfPresent(String.self, forKey: .submissionKey)
        enrollmentAddress = try values.decodeIfPresent(String.self, forKey: .enrollmentAddress)
        attributes = try values.decodeIfPresent(String.self, forKey: .attributes)
        requestID = try values.decodeIfPresent(String.self, forKey: .requestID)
        disposition = try values.decodeIfPresent(Int32.self, forKey: .disposition).map { DispositionCode(rawValue: $0) }
        intent = try values.decodeIfPresent(String.self, forKey: .intent)
        renewedCertificate = try values.decodeOctetsIfPresent(forKey: .renewedCertificate)
        archivedKeyHash = try values.decodeOctetsIfPresent(forKey: .archivedKeyHash)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kind.rawValue, forKey: .kind)
        try values.encodeOctets(publicKey, forKey: .publicKey)
        try values.encode(key, forKey: .key)
        try values.encodeOctets(request, forKey: .request)
        try values.encodeIfPresent(friendlyName, forKey: .friendlyName)
        try values.encodeIfPresent(certificateDescription, forKey: .certificateDescription)
        try values.encodeIfPresent(template, forKey: .template)
        try values.encode(exportable, forKey: .exportable)
        try values.encode(created, forKey: .created)
        try values.encodeIfPresent(submissionKey, forKey: .submissionKey)
        try values.encodeIfPresent(enrollmentAddress, forKey: .enrollmentAddress)
        try values.encodeIfPresent(attributes, forKey: .attributes)
        try values.encodeIfPresent(requestID, forKey: .requestID)
        try values.encodeIfPresent(disposition?.rawValue, forKey: .disposition)
        try values.encodeIfPresent(intent, forKey: .intent)
        try values.encodeOctetsIfPresent(renewedCertificate, forKey: .renewedCertificate)
        try values.encodeOctetsIfPresent(archivedKeyHash, forKey: .archivedKeyHash)
    }
}
