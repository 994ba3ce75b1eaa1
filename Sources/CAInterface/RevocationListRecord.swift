public import PortableFoundation

/// How the newest revocation list of one key of a CA stands.
public struct RevocationListRecord: Sendable, Hashable {
    /// The key index, as in the CA version extension.
    public let key: Int
    /// Where everybody fetches it.
    public let address: String
    /// nil before the first list.
    public let number: Int?
    public let thisUpdate: Date?
    public let nextUpdate: Date?
    /// How many certificates it lists.
    public let entries: Int
    /// Revocations and releases that it does not show.
    public let uncovered: Int
    /// Whether the next list can be signed without asking anybody.
    public let keyIsOpen: Bool
    /// What an operator must know now; nil when all is well.
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
