/// A refusal that comes from no CA.
enum Refusal: Error {
    case tooLarge
    case wrongMethod(allowed: [String])
    case noSuchPath
    /// The schemes that the front end accepts.
    case signInRequired([CredentialScheme])
    case invalidToken(TokenRefusal)
    case backOff(seconds: Int)
    case forbidden(String)
    /// - Parameter cause: for the log.
    case unavailable(String, cause: String? = nil)
}
