public import PortableFoundation

/// A sign-in that failed or had to wait. It does not contain the typed name, because people type passwords there.
public struct FailedSignIn: Sendable {
    /// The account that it named; nil when it named none, or showed a certificate or a token.
    public let account: Principal?
    public let door: Caller.Door
    public let address: String
    public let when: Date

    package init(account: Principal?, door: Caller.Door, address: String, when: Date) {
        self.account = account
        self.door = door
        self.address = address
        self.when = when
    }
}
