/// A change of settings; nil leaves a setting as it is.
public struct AuthoritySettingsUpdate: Sendable, Hashable, Codable {
    public var singleOperator: Bool?
    public var crlPeriodSeconds: Int?
    public var crlValiditySeconds: Int?
    public var publicAddress: String?
    public var unissuedPerHour: Int?
    /// Replaces all of them.
    public var linkedPolicies: [String: String]?
    public var certificateTransparency: Bool?
    public var largestTimestampList: Int?
    public var presigning: Bool?
    /// Replaces all of them.
    public var endorsementIssuers: [String]?
    /// Replaces all of them.
    public var endorsementKeys: [String]?
    public var ocsp: OCSPSettingsUpdate?
    /// Replaces all of them.
    public var recoveryAgents: [String]?
    public var recoveryAgentsUsed: Int?
    public var recoveryOfficers: Int?

    public init(
        singleOperator: Bool? = nil,
        crlPeriodSeconds: Int? = nil,
        crlValiditySeconds: Int? = nil,
        publicAddress: String? = nil,
        unissuedPerHour: Int? = nil,
        linkedPolicies: [String: String]? = nil,
        certificateTransparency: Bool? = nil,
        largestTimestampList: Int? = nil,
        presigning: Bool? = nil,
        endorsementIssuers: [String]? = nil,
        endorsementKeys: [String]? = nil,
        ocsp: OCSPSettingsUpdate? = nil,
        recoveryAgents: [String]? = nil,
        recoveryAgentsUsed: Int? = nil,
        recoveryOfficers: Int? = nil
    ) {
        self.singleOperator = singleOperator
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.publicAddress = publicAddress
        self.unissuedPerHour = unissuedPerHour
        self.linkedPolicies = linkedPolicies
        self.certificateTransparency = certificateTransparency
        self.largestTimestampList = largestTimestampList
        self.presigning = presigning
        self.endorsementIssuers = endorsementIssuers
        self.endorsementKeys = endorsementKeys
        self.ocsp = ocsp
        self.recoveryAgents = recoveryAgents
        self.recoveryAgentsUsed = recoveryAgentsUsed
        self.recoveryOfficers = recoveryOfficers
    }

    /// The settings after this change.
    public func applied(to settings: AuthoritySettings) -> AuthoritySettings {
        AuthoritySettings(
            singleOperator: singleOperator ?? settings.singleOperator,
            crlPeriodSeconds: crlPeriodSeconds ?? settings.crlPeriodSeconds,
            crlValiditySeconds: crlValiditySeconds ?? settings.crlValiditySeconds,
            publicAddress: publicAddress ?? settings.publicAddress,
            unissuedPerHour: unissuedPerHour ?? settings.unissuedPerHour,
            linkedPolicies: linkedPolicies ?? settings.linkedPolicies,
            configuration: settings.configuration,
            certificateTransparency: certificateTransparency ?? settings.certificateTransparency,
            largestTimestampList: largestTimestampList ?? settings.largestTimestampList,
            presigning: presigning ?? settings.presigning,
            endorsementIssuers: endorsementIssuers ?? settings.endorsementIssuers,
            endorsementKeys: endorsementKeys ?? settings.endorsementKeys,
            ocsp: ocsp?.applied(to: settings.ocsp) ?? settings.ocsp,
            recoveryAgents: recoveryAgents ?? settings.recoveryAgents,
            recoveryAgentsUsed: recoveryAgentsUsed ?? settings.recoveryAgentsUsed,
            recoveryOfficers: recoveryOfficers ?? settings.recoveryOfficers,
            partitionLocations: settings.partitionLocations
        )
    }
}
