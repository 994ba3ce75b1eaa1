import PKIFormats

/// Whether and how an operation revokes the certificates of the old profile or card.
///
/// Source: "RevocationOptions Members".
package struct RevocationOptions: Hashable, Sendable, Codable {
    package var revokesOldCertificates: Bool
    /// The old profile or card becomes disabled.
    package var disablesOldObject: Bool
    /// Number of RFC 5280 §5.3.1.
    package var reason: Int
    package var allowsOtherReason: Bool
    /// Seconds from the operation to the time from which the certificates count as revoked.
    package var delaySeconds: Int
    package var allowsOtherDelay: Bool
    /// New lists are published at once.
    package var publishesBaseList: Bool
    package var publishesDeltaList: Bool

    package init(
        revokesOldCertificates: Bool = true,
        disablesOldObject: Bool = true,
        reason: Int = 0,
        allowsOtherReason: Bool = false,
        delaySeconds: Int = 0,
        allowsOtherDelay: Bool = false,
        publishesBaseList: Bool = false,
        publishesDeltaList: Bool = false
    ) {
        self.revokesOldCertificates = revokesOldCertificates
        self.disablesOldObject = disablesOldObject
        self.reason = reason
        self.allowsOtherReason = allowsOtherReason
        self.delaySeconds = delaySeconds
        self.allowsOtherDelay = allowsOtherDelay
        self.publishesBaseList = publishesBaseList
        self.publishesDeltaList = publishesDeltaList
    }
}

/// The reason and delay that the initiator chose, where the policy lets them choose.
package struct RevocationChoice: Hashable, Sendable, Codable {
    package var reason: Int?
    package var delaySeconds: Int?

    package init(reason: Int? = nil, delaySeconds: Int? = nil) {
        self.reason = reason
        self.delaySeconds = delaySeconds
    }
}

extension RevocationOptions {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            revokesOldCertificates: try members.value(.revokesOldCertificates, else: true),
            disablesOldObject: try members.value(.disablesOldObject, else: true),
            reason: try members.value(.reason, else: 0),
            allowsOtherReason: try members.value(.allowsOtherReason, else: false),
            delaySeconds: try members.value(.delaySeconds, else: 0),
            allowsOtherDelay: try members.value(.allowsOtherDelay, else: false),
            publishesBaseList: try members.value(.publishesBaseList, else: false),
            publishesDeltaList: try members.value(.publishesDeltaList, else: false)
        )
    }
}
