/// An account to be added, as an administrator writes it.
public struct NewPrincipal: Sendable, Hashable {
    /// The name without domain; a machine's gets its final `$`.
    public var name: String
    /// `user` or `machine`.
    public var kind: Principal.Kind
    /// The `cn` of subjects; the name when nil.
    public var commonName: String?
    public var displayName: String?
    public var mail: String?
    /// Users only; `name@suffix` of the directory when nil.
    public var userPrincipalName: String?
    /// Machines only.
    public var dnsHostName: String?
    /// Names of existing groups. The account also becomes a member of `Users` or `Machines`.
    public var groups: [String]
    /// UTF-8; nil makes an account that cannot sign in with a password.
    public var password: [UInt8]?

    public init(
        name: String,
        kind: Principal.Kind,
        commonName: String? = nil,
        displayName: String? = nil,
        mail: String? = nil,
        userPrincipalName: String? = nil,
        dnsHostName: String? = nil,
        groups: [String] = [],
        password: [UInt8]? = nil
    ) {
        self.name = name
        self.kind = kind
        self.commonName = commonName
        self.displayName = displayName
        self.mail = mail
        self.userPrincipalName = userPrincipalName
        self.dnsHostName = dnsHostName
        self.groups = groups
        self.password = password
    }
}
