/// The reason why a bearer token signs nobody in. The texts go to the client, so they repeat nothing that the token says.
enum TokenRefusal: Error, Hashable {
    case malformed(String)
    case tooLong
    case unsigned
    case algorithm
    case critical
    case unknownKey
    case badSignature
    case wrongIssuer
    case wrongAudience
    case expired
    case notYetValid
    case noExpiry
    case noAccount
    case unknownAccount
    case scope(String)
    /// The issuer's keys cannot be read. The text is for the log.
    case keysUnavailable(String)

    /// The characters are those of an `error_description` (RFC 6750 §3).
    var description: String {
        switch self {
        case .malformed(let reason): "The token cannot be read: \(reason)."
        case .tooLong: "The token has more than \(WebToken.longest) characters."
        case .unsigned: "The token is not signed."
        case .algorithm: "The token is signed by another algorithm than RS256 and ES256."
        case .critical: "The token has a critical header that this server does not know."
        case .unknownKey: "The token names no key of the issuer."
        case .badSignature: "The token's signature is wrong."
        case .wrongIssuer: "The token is from another issuer."
        case .wrongAudience: "The token is for another audience."
        case .expired: "The token has expired."
        case .notYetValid: "The token is not valid yet."
        case .noExpiry: "The token does not say when it expires."
        case .noAccount: "The token names no account."
        case .unknownAccount: "The token's account is unknown or disabled."
        case .scope(let scope): "The token lacks the scope \(scope)."
        case .keysUnavailable: "The keys of the token issuer cannot be read now. Try again later."
        }
    }
}
