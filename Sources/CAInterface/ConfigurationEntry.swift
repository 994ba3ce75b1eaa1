/// One entry of the configuration of an authority, with what it does here. Source: MS-CSRA, product note 15.
public struct ConfigurationEntry: Sendable, Hashable {
    /// The path of the node, with backslashes; empty for the authority's own node.
    public var node: String
    public var name: String
    public var value: ConfigurationValue
    /// The value of an authority that nobody has configured.
    public var standard: ConfigurationValue
    /// What the entry does in this program, or why it does nothing, as a sentence.
    public var effect: String
    /// The bits of an entry that is a set of flags, in ascending order; empty for any other.
    public var flags: [ConfigurationFlag]

    public init(
        node: String,
        name: String,
        value: ConfigurationValue,
        standard: ConfigurationValue,
        effect: String,
        flags: [ConfigurationFlag] = []
    ) {
        self.node = node
        self.name = name
        self.value = value
        self.standard = standard
        self.effect = effect
        self.flags = flags
    }
}

/// One documented bit of an entry that is a set of flags. Source: certsrv.h.
public struct ConfigurationFlag: Sendable, Hashable {
    /// The name as documented, without the prefix that all names of the set share: `ATTRIBUTESUBJECTALTNAME2`.
    public var name: String
    public var bit: UInt32
    public var isSet: Bool
    /// `effective: …`, `stored: …` or `refused: …`, each with the reason.
    public var effect: String

    public init(name: String, bit: UInt32, isSet: Bool, effect: String) {
        self.name = name
        self.bit = bit
        self.isSet = isSet
        self.effect = effect
    }
}
