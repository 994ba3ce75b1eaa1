/// Somebody was not signed in. A wrong password, an unknown name and a disabled account give the same error, so that names cannot be tried
/// out.
public enum SignInError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Name or password is wrong, or the account is disabled or has no password.
    case wrongCredentials
    /// Too many failures for this account or address.
    /// - Parameter seconds: the time to wait.
    case backOff(seconds: Int)
    /// Too many sign-ins are already waiting for their turn.
    case busy
    /// The directory did not answer. The text is for the log.
    case unavailable(String)

    public var description: String {
        switch self {
        case .wrongCredentials: "The name or password is wrong, or the account is disabled. Check both, then try again."
        case .backOff(let seconds): "Too many failed sign-ins. Try again in \(seconds) s."
        case .busy: "Too many sign-ins are waiting. Try again shortly."
        case .unavailable: "The directory cannot be read now. Try again later; the server's log says why."
        }
    }
}
