public import FoundationEssentials
public import PKIFormats

/// A request that waits for its certificate, with its key: what the dummy certificate of a request store is on Windows.
public struct PendingRequest: Sendable, Codable, Hashable {
    /// DER of the SubjectPublicKeyInfo: how a response is matched.
    public var publicKey: [UInt8]
    /// The PKCS #8 key, sealed for its store.
    public var sealedKey: [UInt8]
    /// DER of the request.
    public var request: [UInt8]
    public var friendlyName: String?
    public var certificateDescription: String?
    /// The template's common name.
    public var template: String?
    /// The CA's number, once submitted.
    public var requestID: Int?
    /// `host[:port]\CA name`, once submitted.
    public var config: String?
    /// The key may be written out of the store.
    public var exportable: Bool
    public var created: Date

    public init(
        publicKey: SubjectPublicKeyInfo, sealedKey: [UInt8], request: [UInt8], friendlyName: String? = nil,
        certificateDescription: String? = nil,
        template: String? = nil, requestID: Int? = nil, config: String? = nil, exportable: Bool = false, created: Date = Date()
    ) {
        self.publicKey = publicKey.derEncoded
        self.sealedKey = sealedKey
        self.request = request
        self.friendlyName = friendlyName
        self.certificateDescription = certificateDescription
        self.template = template
        self.requestID = requestID
        self.config = config
        self.exportable = exportable
        self.created = created
    }
}

/// A certificate of the personal store, with what its request knew.
public struct InstalledCertificate: Sendable, Codable, Hashable {
    /// DER.
    public var certificate: [UInt8]
    /// DER of the issuers, towards the root.
    public var chain: [[UInt8]]
    /// The PKCS #8 key, sealed for its store; nil when the store has no key for it.
    public var sealedKey: [UInt8]?
    public var friendlyName: String?
    public var certificateDescription: String?
    public var template: String?
    public var requestID: Int?
    public var config: String?
    public var exportable: Bool
    public var installed: Date
}
