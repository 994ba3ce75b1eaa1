package import CAInterface

/// One element of `GET /api/v1/authorities/{ca}/configuration`.
package struct ConfigurationEntryBody: Codable, Sendable, Equatable {
    package let node: String
    package let name: String
    package let value: ConfigurationValue
    package let standard: ConfigurationValue
    package let effect: String
    /// Absent unless the entry is a set of flags.
    package let flags: [Flag]?

    package struct Flag: Codable, Sendable, Equatable {
        package let name: String
        package let bit: UInt32
        package let set: Bool
        package let effect: String
    }

    package init(_ entry: ConfigurationEntry) {
        node = entry.node
        name = entry.name
        value = entry.value
        standard = entry.standard
        effect = entry.effect
        flags = entry.flags.isEmpty ? nil : entry.flags.map { Flag(name: $0.name, bit: $0.bit, set: $0.isSet, effect: $0.effect) }
    }

    package func entry() -> ConfigurationEntry {
        ConfigurationEntry(
            node: node,
            name: name,
            value: value,
            standard: standard,
            effect: effect,
            flags: (flags ?? []).map { ConfigurationFlag(name: $0.name, bit: $0.bit, isSet: $0.set, effect: $0.effect) }
        )
    }
}
