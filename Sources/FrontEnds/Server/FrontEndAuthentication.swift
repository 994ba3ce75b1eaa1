/// How the callers of a front end prove who they are.
package enum FrontEndAuthentication: Sendable, Hashable {
    /// They need not: what is answered is for everybody.
    case none
    /// By one of these, over TLS.
    case schemes([CredentialScheme])
    /// Callers on this machine need not, on either listener; others by one of these, over TLS.
    case schemesFromElsewhere([CredentialScheme])
    /// By what their messages carry, as in ACME, SCEP, CMP and WS-Security. The front end reads the credential and hands it to ``FrontEndContext/signIn(_:)``, which asks the
    /// same accounts under the same limits.
    case own
}
