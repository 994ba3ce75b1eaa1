/// The changes that an administrator makes to an account; attributes that are not named stay.
public struct PrincipalUpdate: Sendable, Hashable {
    /// The change of an attribute that an account may lack.
    public enum Change: Sendable, Hashable {
        case keep
        case clear
        case set(String)

        func applied(to value: String?) -> String? {
            switch self {
            case .keep: value
            case .clear: nil
            case .set(let new): new
            }
        }
    }

    /// nil leaves it as it is.
    public var enabled: Bool?
    public var mail: Change
    /// Users only.
    public var userPrincipalName: Change
    /// Machines only.
    public var dnsHostName: Change
    /// When cleared, it becomes again the value that a new account gets.
    public var displayName: Change

    public init(
        enabled: Bool? = nil,
        mail: Change = .keep,
        userPrincipalName: Change = .keep,
        dnsHostName: Change = .keep,
        displayName: Change = .keep
    ) {
        self.enabled = enabled
        self.mail = mail
        self.userPrincipalName = userPrincipalName
        self.dnsHostName = dnsHostName
        self.displayName = displayName
    }
}
