package import PKIDirectory

/// A principal with what a look-up of its names showed.
package struct KnownPrincipal: Sendable, Hashable {
    /// Who holds the principal's user principal name.
    package enum NameHolder: Sendable, Hashable {
        /// Nobody else.
        case itself
        case somebodyElse
        case several
    }

    package let principal: Principal
    package let userPrincipalNameHolder: NameHolder

    package init(principal: Principal, userPrincipalNameHolder: NameHolder = .itself) {
        self.principal = principal
        self.userPrincipalNameHolder = userPrincipalNameHolder
    }
}
