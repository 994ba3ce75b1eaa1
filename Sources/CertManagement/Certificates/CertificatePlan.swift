import PKIFormats

/// The certificates that a request brings. This is the one place that maps the client's numbers to the entries of the profile template.
package struct CertificatePlan: Hashable, Sendable {
    /// The positions of the entries whose key the client makes, in the order of the profile template: certificate request *i* answers option *i*,
    /// which is entry `client[i]`.
    package let client: [Int]
    /// The positions of the entries whose key the service makes. They are no option of the client.
    package let server: [Int]
    /// Whether the request makes a profile for what it brings, if it has none yet.
    package let makesProfile: Bool
    /// Whether kept keys of the old profile come along.
    package let bringsKeyHistory: Bool
    /// Whether its external certificates do. They are the person's own, so nobody else gets them.
    package let bringsExternal: Bool

    /// - Parameter contents: the version of the profile template that the request was made with.
    package init(_ request: ManagementRequest, _ contents: ProfileTemplate) {
        let reissues = contents.policies[request.workflow]?.reissuesArchived == true
        switch request.operation {
        case .enroll, .onlineUpdate, .temporaryCards: (makesProfile, bringsKeyHistory, bringsExternal) = (true, false, false)
        case .renew, .recover, .duplicate: (makesProfile, bringsKeyHistory, bringsExternal) = (true, reissues, true)
        // Somebody else gets the kept keys, and nothing is issued.
        case .recoverOnBehalf: (makesProfile, bringsKeyHistory, bringsExternal) = (true, true, false)
        case .suspend, .reinstate, .disable, .retire, .unblock, .offlineUnblock, .temporaryDisable, .temporaryRetire:
            (makesProfile, bringsKeyHistory, bringsExternal) = (false, false, false)
        }
        let entries = makesProfile && request.operation != .recoverOnBehalf ? contents.certificates : []
        let wanted = entries.indices.filter { index in
            request.certificateTemplate.map { $0.lowercased() == entries[index].template.lowercased() } ?? true
        }
        client = wanted.filter { !entries[$0].isServerGenerated }
        server = wanted.filter { entries[$0].isServerGenerated }
    }
}
