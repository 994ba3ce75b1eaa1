import PKIFormats

/// The settings of an authority that an administrator may read and change while it runs. They are stored as one document, so a further
/// setting needs no further column.
public struct AuthoritySettings: Sendable, Hashable, Codable {
    /// One person may request and approve. Each such act is marked in the record.
    public var singleOperator: Bool
    /// Seconds from one scheduled revocation list to the next, and the validity of each list. The validity beyond the next list is the
    /// overlap.
    public var crlPeriodSeconds: Int
    public var crlValiditySeconds: Int
    /// The beginning of the CRL and CA certificate URLs in new certificates; existing certificates keep theirs.
    public var publicAddress: String
    /// The number of denied and pending requests that one account may leave in an hour; further ones are refused without a row.
    public var unissuedPerHour: Int
    /// Issuance policies that stand for the membership in a group: dotted OID and SID. Templates that name one need approval (ESC13).
    public var linkedPolicies: [String: String]
    /// The entries of the configuration (`AuthorityConfiguring`) that somebody has set, by `node\name`. An absent one has its standard value.
    public var configuration: [String: ConfigurationValue]
    /// Whether requests may ask for a precertificate, which they show to Certificate Transparency logs before the certificate is made.
    public var certificateTransparency: Bool
    /// The largest list of signed certificate timestamps that a certificate takes, in octets: MaxSCTListSize.
    public var largestTimestampList: Int
    /// Whether requests may ask for a certificate that a throw-away key signed, which they confirm before the authority signs.
    public var presigning: Bool
    /// Who may say that an endorsement key is a security module's: base64 of the DER of certificates, roots or intermediate ones.
    public var endorsementIssuers: [String]
    /// Endorsement keys that count without a certificate: SHA-256 of the SubjectPublicKeyInfo or of the key alone, 64 lower-case hexadecimal digits.
    public var endorsementKeys: [String]
    public var ocsp: OCSPSettings
    /// The key recovery agents, to whom archived keys are sealed: base64 of the DER of certificates. Without any, no key is archived.
    public var recoveryAgents: [String]
    /// How many of them can open each key: KRACERTUSEDCOUNT.
    public var recoveryAgentsUsed: Int
    /// How many officers have to agree before an archived key is handed out. A single operator counts for all of them.
    public var recoveryOfficers: Int
    /// Every beginning of a list's address that certificates of a partition may contain: a location with `<CRLPartitionIndex>`, or a public address. It only grows, because
    /// the lists of partitions name them all. Empty while certificates were never divided.
    public var partitionLocations: [String]

    public init(
        singleOperator: Bool,
        crlPeriodSeconds: Int,
        crlValiditySeconds: Int,
        publicAddress: String,
        unissuedPerHour: Int = 1000,
        linkedPolicies: [String: String] = [:],
        configuration: [String: ConfigurationValue] = [:],
        certificateTransparency: Bool = false,
        largestTimestampList: Int = 1024,
        presigning: Bool = false,
        endorsementIssuers: [String] = [],
        endorsementKeys: [String] = [],
        ocsp: OCSPSettings = OCSPSettings(),
        recoveryAgents: [String] = [],
        recoveryAgentsUsed: Int = 1,
        recoveryOfficers: Int = 2,
        partitionLocations: [String] = []
    ) {
        self.singleOperator = singleOperator
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.publicAddress = publicAddress
        self.unissuedPerHour = unissuedPerHour
        self.linkedPolicies = linkedPolicies
        self.configuration = configuration
        self.certificateTransparency = certificateTransparency
        self.largestTimestampList = largestTimestampList
        self.presigning = presigning
        self.endorsementIssuers = endorsementIssuers
        self.endorsementKeys = endorsementKeys
        self.ocsp = ocsp
        self.recoveryAgents = recoveryAgents
        self.recoveryAgentsUsed = recoveryAgentsUsed
        self.recoveryOfficers = recoveryOfficers
        self.partitionLocations = partitionLocations
    }

    private enum CodingKeys: String, CodingKey {
        case singleOperator, crlPeriodSeconds, crlValiditySeconds, publicAddress, unissuedPerHour, linkedPolicies, configuration
        case certificateTransparency, largestTimestampList, presigning, endorsementIssuers, endorsementKeys, ocsp
        case recoveryAgents, recoveryAgentsUsed, recoveryOfficers, partitionLocations
    }

    /// Reads settings of every age: a setting that was added later has its standard value where it is missing.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            singleOperator: try members.value(.singleOperator, else: false),
            crlPeriodSeconds: try members.value(.crlPeriodSeconds, else: 86_400),
            crlValiditySeconds: try members.value(.crlValiditySeconds, else: 7 * 86_400),
            publicAddress: try members.value(.publicAddress),
            unissuedPerHour: try members.value(.unissuedPerHour, else: 1000),
            linkedPolicies: try members.value(.linkedPolicies, else: [:]),
            configuration: try members.value(.configuration, else: [:]),
            certificateTransparency: try members.value(.certificateTransparency, else: false),
            largestTimestampList: try members.value(.largestTimestampList, else: 1024),
            presigning: try members.value(.presigning, else: false),
            endorsementIssuers: try members.value(.endorsementIssuers, else: []),
            endorsementKeys: try members.value(.endorsementKeys, else: []),
            ocsp: try members.value(.ocsp, else: OCSPSettings()),
            recoveryAgents: try members.value(.recoveryAgents, else: []),
            recoveryAgentsUsed: try members.value(.recoveryAgentsUsed, else: 1),
            recoveryOfficers: try members.value(.recoveryOfficers, else: 2),
            partitionLocations: try members.value(.partitionLocations, else: [])
        )
    }

    /// Settings that were added later are written only when they differ from their standard values, as before there were any.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(singleOperator, forKey: .singleOperator)
        try members.encode(crlPeriodSeconds, forKey: .crlPeriodSeconds)
        try members.encode(crlValiditySeconds, forKey: .crlValiditySeconds)
        try members.encode(publicAddress, forKey: .publicAddress)
        try members.encode(unissuedPerHour, forKey: .unissuedPerHour)
        try members.encode(linkedPolicies, forKey: .linkedPolicies)
        try members.encode(certificateTransparency, forKey: .certificateTransparency)
        try members.encode(largestTimestampList, forKey: .largestTimestampList)
        try members.encode(presigning, forKey: .presigning)
        try members.encode(ocsp, forKey: .ocsp)
        if !endorsementIssuers.isEmpty { try members.encode(endorsementIssuers, forKey: .endorsementIssuers) }
        if !endorsementKeys.isEmpty { try members.encode(endorsementKeys, forKey: .endorsementKeys) }
        if !recoveryAgents.isEmpty { try members.encode(recoveryAgents, forKey: .recoveryAgents) }
        if recoveryAgentsUsed != 1 { try members.encode(recoveryAgentsUsed, forKey: .recoveryAgentsUsed) }
        if recoveryOfficers != 2 { try members.encode(recoveryOfficers, forKey: .recoveryOfficers) }
        if !partitionLocations.isEmpty { try members.encode(partitionLocations, forKey: .partitionLocations) }
        if !configuration.isEmpty { try members.encode(configuration, forKey: .configuration) }
    }
}
