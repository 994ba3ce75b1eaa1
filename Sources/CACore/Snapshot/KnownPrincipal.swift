package import PKIDirectory

/// A principal, and the result of looking up its names.
package struct KnownPrincipal: Sendable, Hashable {
    /// The principals that have a name.
    package enum NameHolder: Sendable, Hashable {
        /// No other principal.
        case itself
        case somebodyElse
        case several
    }

    package let principal: Principal
    package let userPrincipalNameHolder: NameHolder
    package let dnsHostNameHolder: NameHolder

    package init(
        principal: Principal,
        userPrincipalNameHolder: NameHolder = .itself,
        dnsHostNameHolder: NameHolder = .itself
    ) {
        self.principal = principal
        self.userPrincipalNameHolder = userPrincipalNameHolder
        self.dnsHostNameHolder = dnsHostNameHolder
    }
}
