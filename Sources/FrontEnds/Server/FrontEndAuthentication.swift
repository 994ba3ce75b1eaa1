/// The ways in which the callers of a front end prove their identity.
package enum FrontEndAuthentication: Sendable, Hashable {
    /// No sign-in: the answers are for everybody.
    case none
    /// One of these schemes, over TLS.
    case schemes([CredentialScheme])
    /// No sign-in for callers on this machine, on either listener; for others one of these schemes, over TLS.
    case schemesFromElsewhere([CredentialScheme])
    /// A credential inside the message, as in ACME, SCEP, CMP and WS-Security. The front end reads the credential and passes it to ``FrontEndContext/signIn(_:)``, which uses
    /// the same accounts and the same limits.
    case own
}
