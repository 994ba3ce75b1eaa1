/// An answer that no CA was asked about.
enum Refusal: Error {
    case tooLarge
    case wrongMethod(allowed: [String])
    case noSuchPath
    /// The schemes that would do.
    case signInRequired([CredentialScheme])
    case backOff(seconds: Int)
    case forbidden(String)
    /// - Parameter cause: for the log.
    case unavailable(String, cause: String? = nil)
}
