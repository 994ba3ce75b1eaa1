import PKIFormats

/// What an administrator may read and change of an authority while it runs. Stored as one document, so that a further setting needs no further column.
public struct AuthoritySettings: Sendable, Hashable, Codable {
    /// One person may request and approve. Each such act is marked in the record.
    public var singleOperator: Bool
    /// Seconds from one scheduled revocation list to the next, and how long each is valid. What a list is valid for beyond the next one is the overlap.
    public var crlPeriodSeconds: Int
    public var crlValiditySeconds: Int
    /// What the CRL and CA certificate URLs in new certificates begin with; certificates that exist keep theirs.
    public var publicAddress: String
    /// Denied and pending requests one account may leave behind in an hour; what is more is refused without a row.
    public var unissuedPerHour: Int

    public init(
        singleOperator: Bool,
        crlPeriodSeconds: Int,
        crlValiditySeconds: Int,
        publicAddress: String,
        unissuedPerHour: Int = 1000
    ) {
        self.singleOperator = singleOperator
        self.crlPeriodSeconds = crlPeriodSeconds
        self.crlValiditySeconds = crlValiditySeconds
        self.publicAddress = publicAddress
        self.unissuedPerHour = unissuedPerHour
    }

    /// Reads settings of every age: one that came later has its standard value where it is missing.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            singleOperator: try members.value(.singleOperator, else: false),
            crlPeriodSeconds: try members.value(.crlPeriodSeconds, else: 86_400),
            crlValiditySeconds: try members.value(.crlValiditySeconds, else: 7 * 86_400),
            publicAddress: try members.value(.publicAddress),
            unissuedPerHour: try members.value(.unissuedPerHour, else: 1000)
        )
    }
}
