import JWTKit
package import PKIDirectory
import PKIFormats
package import PortableFoundation

/// Signs callers in by a bearer token (RFC 6750) of one configured issuer.
package struct TokenSignIn: Sendable {
    let issuer: TokenIssuer
    private let keys: TokenKeys
    private let directory: any DirectoryStore
    private let clock: @Sendable () -> Date

    package init(issuer: TokenIssuer, keys: TokenKeys, directory: any DirectoryStore, clock: @escaping @Sendable () -> Date) {
        self.issuer = issuer
        self.keys = keys
        self.directory = directory
        self.clock = clock
    }

    /// The account that a token names. The signature is checked before any claim counts.
    /// - Parameter text: the token without the word `Bearer`.
    /// - Throws: `TokenRefusal`, or an error of the directory.
    func principal(token text: some StringProtocol) async throws -> Principal {
        let token = try WebToken(text)
        let verifier = try await keys.verifier(of: token)
        guard (try? verifier.verify(token.signature, signs: token.signed)) == true else { throw TokenRefusal.badSignature }
        try check(token)
        // A claim that is present and no text is not passed over: the next one may be worth less.
        guard let claim = issuer.accountClaims.first(where: { token.claims[$0] != nil }), let name = token.text(claim), !name.isEmpty else {
            throw TokenRefusal.noAccount
        }
        guard let principal = try await account(name, claim), principal.enabled, principal.kind != .group else {
            throw TokenRefusal.unknownAccount
        }
        return principal
    }

    private func check(_ token: WebToken) throws(TokenRefusal) {
        guard token.text("iss") == issuer.issuer else { throw .wrongIssuer }
        guard token.isFor(issuer.audience) else { throw .wrongAudience }
        let now = clock().timeIntervalSince1970
        guard let expiry = try token.time("exp") else { throw .noExpiry }
        guard now < expiry + issuer.skew else { throw .expired }
        for claim in ["nbf", "iat"] {
            if let begin = try token.time(claim), now < begin - issuer.skew { throw .notYetValid }
        }
        if let scope = issuer.scope, !token.hasScope(scope) { throw .scope(scope) }
    }

    /// A name that two accounts claim signs nobody in, and neither does one of the accounts as which only code of this server acts.
    private func account(_ name: String, _ claim: String) async throws -> Principal? {
        let principal: Principal?
        do {
            principal = try await directory.principal(named: name)
        } catch let error as DirectoryError where error.code == .ambiguous {
            return nil
        }
        if claim == TokenIssuer.principalNameClaim, principal?.userPrincipalName?.lowercased() != name.lowercased() { return nil }
        let domain = try await directory.domainIdentifier()
        let own = [WellKnownAccount.managementAgent, .server].map { $0.sid(in: domain) }
        return principal.flatMap { own.contains($0.sid) ? nil : $0 }
    }
}
