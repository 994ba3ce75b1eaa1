public import PortableFoundation

/// A certificate of the personal store, with the facts from its request.
public struct InstalledCertificate: Sendable, Hashable {
    /// DER.
    public var certificate: [UInt8]
    /// DER of the issuers, towards the root.
    public var chain: [[UInt8]]
    /// The place of the private key; nil when the store knows none for it.
    public var key: KeyReference?
    public var friendlyName: String?
    public var certificateDescription: String?
    public var template: String?
    /// The CA's name for the request.
    public var requestID: String?
    /// `host[:port]\CA name`, or the address of an enrollment web service.
    public var enrollmentAddress: String?
    /// Whether the key may be exported from the store.
    public var exportable: Bool
    public var installed: Date
    /// DER of the certificate that this one renewed.
    public var renewedCertificate: [UInt8]?
    /// The policy server that the certificate comes from; nil when none was named. Property 87 of the documented store.
    public var policyServer: PolicyServer?

    public init(
        certificate: [UInt8],
        chain: [[UInt8]],
        key: KeyReference? = nil,
        friendlyName: String? = nil,
        certificateDescription: String? = nil,
        template: String? = nil,
        requestID: String? = nil,
        enrollmentAddress: String? = nil,
        exportable: Bool = false,
        installed: Date = Date(),
        renewedCertificate: [UInt8]? = nil,
        policyServer: PolicyServer? = nil
    ) {
        self.certificate = certificate
        self.chain = chain
        self.key = key
        self.friendlyName = friendlyName
        self.certificateDescription = certificateDescription
        self.template = template
        self.requestID = requestID
        self.enrollmentAddress = enrollmentAddress
        self.exportable = exportable
        self.installed = installed
        self.renewedCertificate = renewedCertificate
        self.policyServer = policyServer
    }
}

extension InstalledCertificate {
    /// Where a certificate can be renewed. Source: "ICertPropertyEnrollmentPolicyServer interface".
    public struct PolicyServer: Sendable, Hashable, Codable {
        public var url: String
        public var id: String
        /// The enrollment web service that issued; empty when none did.
        public var enrollmentServerURL: String
        /// The CA's name for the request.
        public var requestID: String
        public var propertyFlags: EnrollmentPolicyServerPropertyFlags
        public var urlFlags: PolicyServerUrlFlags
        public var authentication: X509EnrollmentAuthFlags
        public var enrollmentServerAuthentication: X509EnrollmentAuthFlags

        public init(
            url: String,
            id: String,
            enrollmentServerURL: String = "",
            propertyFlags: EnrollmentPolicyServerPropertyFlags = .defaultNone,
            urlFlags: PolicyServerUrlFlags,
            authentication: X509EnrollmentAuthFlags,
            enrollmentServerAuthentication: X509EnrollmentAuthFlags = .none,
            requestID: String = ""
        ) {
            self.url = url
            self.id = id
            self.enrollmentServerURL = enrollmentServerURL
            self.requestID = requestID
            self.propertyFlags = propertyFlags
            self.urlFlags = urlFlags
            self.authentication = authentication
            self.enrollmentServerAuthentication = enrollmentServerAuthentication
        }
    }
}

/// The form in the store, under the same promise as that of ``PendingRequest``.
extension InstalledCertificate: Codable {
    private enum CodingKeys: CodingKey {
        case certificate, chain, key, friendlyName, certificateDescription, template, requestID, enrollmentAddress, exportable, installed
        case renewedCertificate, policyServer
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        certificate = try values.decodeOctets(forKey: .certificate)
        chain = try values.decode([Data].self, forKey: .chain).map { [UInt8]($0) }
        key = try values.decodeIfPresent(KeyReference.self, forKey: .key)
        friendlyName = try values.decodeIfPresent(String.self, forKey: .friendlyName)
        certificateDescription = try values.decodeIfPresent(String.self, forKey: .certificateDescription)
        template = try values.decodeIfPresent(String.self, forKey: .template)
        requestID = try values.decodeIfPresent(String.self, forKey: .requestID)
        enrollmentAddress = try values.decodeIfPresent(String.self, forKey: .enrollmentAddress)
        exportable = try values.decode(Bool.self, forKey: .exportable)
        installed = try values.decode(Date.self, forKey: .installed)
        renewedCertificate = try values.decodeOctetsIfPresent(forKey: .renewedCertificate)
        policyServer = try values.decodeIfPresent(PolicyServer.self, forKey: .policyServer)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeOctets(certificate, forKey: .certificate)
        try values.encode(chain.map { Data($0) }, forKey: .chain)
        try values.encodeIfPresent(key, forKey: .key)
        try values.encodeIfPresent(friendlyName, forKey: .friendlyName)
        try values.encodeIfPresent(certificateDescription, forKey: .certificateDescription)
        try values.encodeIfPresent(template, forKey: .template)
        try values.encodeIfPresent(requestID, forKey: .requestID)
        try values.encodeIfPresent(enrollmentAddress, forKey: .enrollmentAddress)
        try values.encode(exportable, forKey: .exportable)
        try values.encode(installed, forKey: .installed)
        try values.encodeOctetsIfPresent(renewedCertificate, forKey: .renewedCertificate)
        try values.encodeIfPresent(policyServer, forKey: .policyServer)
    }
}

/// Numbers in the store.
extension EnrollmentPolicyServerPropertyFlags: Codable {}
extension PolicyServerUrlFlags: Codable {}
extension X509EnrollmentAuthFlags: Codable {}
