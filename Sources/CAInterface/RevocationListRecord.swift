public import PortableFoundation

/// The state of the newest revocation list of one key of a CA, or of one partition of its certificates.
public struct RevocationListRecord: Sendable, Hashable {
    /// The newest delta list: the changes since a complete list.
    public struct Delta: Sendable, Hashable {
        /// The address from which everybody fetches it.
        public let address: String
        public let number: Int
        /// The number of the complete list to which the changes apply.
        public let baseNumber: Int
        public let thisUpdate: Date
        public let nextUpdate: Date
        public let entries: Int

        public init(address: String, number: Int, baseNumber: Int, thisUpdate: Date, nextUpdate: Date, entries: Int) {
            self.address = address
            self.number = number
            self.baseNumber = baseNumber
            self.thisUpdate = thisUpdate
            self.nextUpdate = nextUpdate
            self.entries = entries
        }
    }

    /// The key index, as in the CA version extension.
    public let key: Int
    /// The partition of the key's certificates; 0 is the list without a partition.
    public let partition: Int
    /// The address from which everybody fetches it.
    public let address: String
    /// nil before the first list.
    public let number: Int?
    public let thisUpdate: Date?
    public let nextUpdate: Date?
    /// The number of certificates in it.
    public let entries: Int
    /// The number of revocations and releases that neither it nor its newest delta shows yet.
    public let uncovered: Int
    /// Whether the next list can be signed without asking anybody.
    public let keyIsOpen: Bool
    /// A warning for the operator; nil when all is well.
    public let warning: String?
    /// nil where no delta lists are made.
    public let delta: Delta?

    public init(
        key: Int,
        partition: Int = 0,
        address: String,
        number: Int?,
        thisUpdate: Date?,
        nextUpdate: Date?,
        entries: Int,
        uncovered: Int,
        keyIsOpen: Bool,
        warning: String?,
        delta: Delta? = nil
    ) {
        self.key = key
        self.partition = partition
        self.address = address
        self.number = number
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.entries = entries
        self.uncovered = uncovered
        self.keyIsOpen = keyIsOpen
        self.warning = warning
        self.delta = delta
    }
}
