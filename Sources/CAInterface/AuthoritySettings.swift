/// What an administrator may read and change of an authority while it runs.
public struct AuthoritySettings: Sendable, Hashable, Codable {
    /// One person may request and approve. Each such act is marked in the record.
    public var singleOperator: Bool
    /// Seconds from one scheduled revocation list to the next, and how long each is valid. What a list is valid for beyond the next one is the overlap.
    public var crlPeriodSeconds: Int
    public var crlValiditySeconds: Int
    /// What the CRL and CA certificate URLs in new certificates begin with; certificates that exist keep theirs.
    public var publicAddress: String

    public init(singleOperator: Bool, crlPeriodSeconds: Int, crlValiditySeconds: Int, publicAddress: String) {
        self.singleOperator = singleOperator
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.publicAddress = publicAddress
    }
}

/// A change of settings; nil leaves one as it is.
public struct AuthoritySettingsUpdate: Sendable, Hashable, Codable {
    public var singleOperator: Bool?
    public var crlPeriodSeconds: Int?
    public var crlValiditySeconds: Int?
    public var publicAddress: String?

    public init(
        singleOperator: Bool? = nil, crlPeriodSeconds: Int? = nil, crlValiditySeconds: Int? = nil, publicAddress: String? = nil
    ) {
        self.singleOperator = singleOperator
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.publicAddress = publicAddress
    }

    /// The settings after this change.
    public func applied(to settings: AuthoritySettings) -> AuthoritySettings {
        AuthoritySettings(
            singleOperator: singleOperator ?? settings.singleOperator, crlPeriodSeconds: crlPeriodSeconds ?? settings.crlPeriodSeconds,
            crlValiditySeconds: crlValiditySeconds ?? settings.crlValiditySeconds, publicAddress: publicAddress ?? settings.publicAddress)
    }
}
