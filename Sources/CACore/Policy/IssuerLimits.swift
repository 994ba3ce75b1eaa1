package import PKICrypto
package import PortableFoundation

/// The limits that the issuing certificate sets.
package struct IssuerLimits: Sendable, Hashable {
    package let notBefore: Date
    package let notAfter: Date
    /// The number of CA certificates that may follow; nil is unlimited.
    package let pathLength: Int?
    /// DER of its subject.
    package let subject: [UInt8]
    /// nil unless it or an authority above it is revoked.
    package let revocation: AuthorityRevocation?
    /// The names and purposes that it, and those above it, allow.
    package let constraints: IssuerConstraints
    /// What its administrators have set.
    package let configuration: IssuanceConfiguration

    package init(
        notBefore: Date,
        notAfter: Date,
        pathLength: Int?,
        subject: [UInt8],
        revocation: AuthorityRevocation? = nil,
        configuration: IssuanceConfiguration = IssuanceConfiguration(),
        constraints: IssuerConstraints = .none
    ) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.pathLength = pathLength
        self.subject = subject
        self.revocation = revocation
        self.constraints = constraints
        self.configuration = configuration
    }
}
