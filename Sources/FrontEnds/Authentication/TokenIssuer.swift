/// The issuer whose bearer tokens sign callers in, and what one of its tokens must say (RFC 7519, OpenID Connect).
package struct TokenIssuer: Sendable, Hashable {
    /// The exact value of `iss`.
    package let issuer: String
    /// The value that `aud` must have among its values.
    package let audience: String
    /// The claims that may name the account, in order; the first that a token has counts.
    package let accountClaims: [String]
    /// The seconds by which the clocks of issuer and server may differ.
    package let skew: Double
    /// A scope that the token must have; nil when none is needed.
    package let scope: String?

    /// The claim that must be a user principal name.
    package static let principalNameClaim = "upn"

    /// The claims that are read when nobody names others. Others are names that people may choose for themselves at many issuers.
    package static let usualAccountClaims = [principalNameClaim]

    package init(
        issuer: String,
        audience: String,
        accountClaims: [String] = usualAccountClaims,
        skew: Double = 60,
        scope: String? = nil
    ) {
        self.issuer = issuer
        self.audience = audience
        self.accountClaims = accountClaims
        self.skew = skew
        self.scope = scope
    }
}
