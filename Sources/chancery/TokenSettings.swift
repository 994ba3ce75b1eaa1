import Foundation
import FrontEnds
import Logging
import PKIDirectory

/// The settings of bearer tokens.
struct TokenSettings: Sendable, Equatable {
    var issuer: String?
    var audience: String?
    var keys: IssuerKeySource.Place?
    /// The PEM file of the roots trusted for the address of the keys.
    var rootsFile: String?
    var accountClaims: [String] = []
    /// Seconds.
    var skew = 60
    var scope: String?

    /// The sign-in by tokens; nil when no issuer is set.
    /// - Throws: `CommandError` when a setting is missing beside others.
    func signIn(_ directory: any DirectoryStore, clock: @escaping @Sendable () -> Date, logger: Logger) throws -> TokenSignIn? {
        let given = [issuer, audience, rootsFile, scope].contains { $0 != nil } || keys != nil || !accountClaims.isEmpty
        guard given else { return nil }
        guard let issuer, let audience, let keys else {
            throw CommandError(
                "Bearer tokens need token-issuer, token-audience and token-keys together. Set all three or none of the token settings.",
                exitCode: 2
            )
        }
        return TokenSignIn(
            issuer: TokenIssuer(
                issuer: issuer,
                audience: audience,
                accountClaims: accountClaims.isEmpty ? TokenIssuer.usualAccountClaims : accountClaims,
                skew: Double(skew),
                scope: scope
            ),
            keys: TokenKeys(
                source: IssuerKeySource(place: keys, rootsFile: rootsFile),
                uptime: SignIn.systemUptime,
                logger: logger
            ),
            directory: directory,
            clock: clock
        )
    }
}
