public import PortableFoundation

/// The state of the newest revocation list of one key of a CA.
public struct RevocationListRecord: Sendable, Hashable {
    /// The key index, as in the CA version extension.
    public let key: Int
    /// The address from which everybody fetches it.
    public let address: String
    /// nil before the first list.
    public let number: Int?
    public let thisUpdate: Date?
    public let nextUpdate: Date?
    /// The number of certificates in it.
    public let entries: Int
    /// The number of revocations and releases that it does not show yet.
    public let uncovered: Int
    /// Whether the next list can be signed without asking anybody.
    public let keyIsOpen: Bool
    /// A warning for the operator; nil when all is well.
    public let warning: String?

    public init(
        key: Int,
        address: String,
        number: Int?,
        thisUpdate: Date?,
        nextUpdate: Date?,
        entries: Int,
        uncovered: Int,
        keyIsOpen: Bool,
        warning: String?
    ) {
        self.key = key
        self.address = address
        self.number = number
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.entries = entries
        self.uncovered = uncovered
        self.keyIsOpen = keyIsOpen
        self.warning = warning
    }
}
