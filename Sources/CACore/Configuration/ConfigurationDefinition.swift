/// One entry that the configuration of an authority can have. `Tables/configuration.txt` lists them.
struct ConfigurationDefinition: Sendable {
    /// The nodes of the tree.
    enum Node: String, Sendable, CaseIterable {
        case ca = "CA"
        case policy, exit

        /// The path as documented; empty for the authority's own node. Source: MS-CSRA, product note 15.
        var path: String {
            switch self {
            case .ca: ""
            case .policy: "PolicyModules\\CertificateAuthority_MicrosoftDefault.Policy"
            case .exit: "ExitModules\\CertificateAuthority_MicrosoftDefault.Exit"
            }
        }

        /// The node of a path in its documented or short form, without regard to case; nil when there is none.
        init?(path: String) {
            let wanted = path.lowercased()
            guard let node = Self.allCases.first(where: { wanted == $0.rawValue.lowercased() || wanted == $0.path.lowercased() }) else {
                return nil
            }
            self = node
        }
    }

    enum Kind: Sendable { case flags, number, text, texts, unit }

    let node: Node
    let name: String
    let kind: Kind
    /// As the table has it.
    let standard: String
    let effect: String

    init(_ node: Node, _ name: String, _ kind: Kind, _ standard: String, _ effect: String) {
        self.node = node
        self.name = name
        self.kind = kind
        self.standard = standard
        self.effect = effect
    }

    /// The key of a set value in the settings: `CA\ValidityPeriod`.
    var key: String { node.rawValue + "\\" + name }

    static func named(_ name: String, in node: Node) -> ConfigurationDefinition? {
        table.first { $0.node == node && $0.name.lowercased() == name.lowercased() }
    }
}

/// One documented bit of an entry that is a set of flags. `Tables/configuration-flags.txt` lists them.
struct ConfigurationFlagDefinition: Sendable {
    let entry: String
    let name: String
    let bit: UInt32
    let effect: String

    init(_ entry: String, _ name: String, _ bit: UInt32, _ effect: String) {
        self.entry = entry
        self.name = name
        self.bit = bit
        self.effect = effect
    }

    var isRefused: Bool { effect.hasPrefix("refused") }

    /// The rule that a refused flag breaks, as the table names it.
    var rule: String {
        guard let opening = effect.firstRange(of: "(rule "), effect.hasSuffix(")") else { return "FlagIsSafe" }
        return String(effect[opening.upperBound...].dropLast())
    }

    static func of(_ entry: String) -> [ConfigurationFlagDefinition] { table.filter { $0.entry == entry } }
}
