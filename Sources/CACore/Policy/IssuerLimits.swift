package import PortableFoundation

/// What the issuing certificate allows.
package struct IssuerLimits: Sendable, Hashable {
    package let notBefore: Date
    package let notAfter: Date
    /// CA certificates that may follow; nil is unlimited.
    package let pathLength: Int?
    /// DER of its subject.
    package let subject: [UInt8]
    /// nil while neither it nor an authority above it is revoked.
    package let revocation: AuthorityRevocation?

    package init(notBefore: Date, notAfter: Date, pathLength: Int?, subject: [UInt8], revocation: AuthorityRevocation? = nil) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.pathLength = pathLength
        self.subject = subject
        self.revocation = revocation
    }
}
