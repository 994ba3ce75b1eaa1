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
    /// What its administrators have set.
    package let configuration: IssuanceConfiguration

    package init(
        notBefore: Date,
        notAfter: Date,
        pathLength: Int?,
        subject: [UInt8],
        revocation: AuthorityRevocation? = nil,
        configuration: IssuanceConfiguration = IssuanceConfiguration()
    ) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.pathLength = pathLength
        self.subject = subject
        self.revocation = revocation
        self.configuration = configuration
    }
}
