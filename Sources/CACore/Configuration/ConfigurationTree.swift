import CAInterface
import PKIFormats

/// The configuration of one authority: what its settings say, and the standard values of the rest.
struct ConfigurationTree {
    let authority: StoredAuthority

    private var settings: AuthoritySettings { authority.settings }

    /// Whether the authority follows the rules of a standalone CA. Source: MS-WCCE §3.2.1.4.2.1.4.5.
    var isStandalone: Bool { number("CAType", .ca) >= 3 }

    func entries(of node: ConfigurationDefinition.Node?) -> [ConfigurationEntry] {
        ConfigurationDefinition.table.filter { node == nil || $0.node == node }.map { definition in
            let value = value(of: definition)
            var bits: UInt32 = 0
            if definition.kind == .flags, case .number(let number) = value { bits = number }
            return ConfigurationEntry(
                node: definition.node.path,
                name: definition.name,
                value: value,
                standard: standard(of: definition),
                effect: definition.effect,
                flags: definition.kind != .flags
                    ? []
                    : ConfigurationFlagDefinition.of(definition.name).map {
                        ConfigurationFlag(name: $0.name, bit: $0.bit, isSet: bits & $0.bit != 0, effect: $0.effect)
                    }
            )
        }
    }

    func value(of definition: ConfigurationDefinition) -> ConfigurationValue {
        switch definition.name {
        // These four are another view of two settings.
        case "CRLPeriod": .text(period.unit.rawValue)
        case "CRLPeriodUnits": .number(UInt32(clamping: period.count))
        case "CRLOverlapPeriod": .text(overlap.unit.rawValue)
        case "CRLOverlapUnits": .number(UInt32(clamping: overlap.count))
        default: settings.configuration[definition.key] ?? standard(of: definition)
        }
    }

    func standard(of definition: ConfigurationDefinition) -> ConfigurationValue {
        switch definition.name {
        case "CAType": return .number(authority.parent == nil ? 0 : 1)
        case "ValidityPeriodUnits": return .number(isStandalone ? 1 : 0)
        case "RequestDisposition": return .number(isStandalone ? 0x101 : 1)
        case "CRLPeriod", "CRLPeriodUnits", "CRLOverlapPeriod", "CRLOverlapUnits": return value(of: definition)
        case "CRLPublicationURLs":
            // What the addresses are without a setting, deltas and partitions included.
            let partition = settings.partitionLocations.isEmpty ? "" : PublicationLocation.partitionToken
            return .texts(["3:" + settings.publicAddress + "/crl/%3%8" + partition + "%9.crl"])
        case "CACertPublicationURLs":
            let responder = settings.ocsp.inCertificates ? ["32:" + PublicLocation.responder(below: settings.publicAddress)] : []
            return .texts(["3:" + settings.publicAddress + "/aia/%3%4.cer"] + responder)
        default: break
        }
        let text = definition.standard == "-" ? "" : definition.standard
        switch definition.kind {
        case .flags, .number:
            return .number((text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)) ?? 0)
        case .text, .unit: return .text(text)
        case .texts: return .texts(text.split(separator: ",").map(String.init))
        }
    }

    /// The settings with another value of an entry.
    /// - Throws: `CAError` that says why the value cannot be used.
    func setting(_ definition: ConfigurationDefinition, to value: ConfigurationValue) throws(CAError) -> AuthoritySettings {
        let value = try ConfigurationRules.checked(value, of: definition, in: self)
        var changed = settings
        switch (definition.name, value) {
        case ("CRLPeriod", .text(let word)): try changePeriod(unit: word, count: period.count, in: &changed)
        case ("CRLPeriodUnits", .number(let count)): try changePeriod(unit: period.unit.rawValue, count: Int(count), in: &changed)
        case ("CRLOverlapPeriod", .text(let word)): try changeOverlap(unit: word, count: overlap.count, in: &changed)
        case ("CRLOverlapUnits", .number(let count)): try changeOverlap(unit: overlap.unit.rawValue, count: Int(count), in: &changed)
        default: changed.configuration[definition.key] = value == standard(of: definition) ? nil : value
        }
        if let fault = PartitionRules.fault(of: changed, after: authority) {
            throw ConfigurationRules.refusal(definition, value.shown, fault)
        }
        return try AuthoritySettingsRules.checked(changed)
    }

    // MARK: Single values

    func number(_ name: String, _ node: ConfigurationDefinition.Node) -> UInt32 {
        guard case .number(let number)? = stored(name, node) else { return 0 }
        return number
    }

    func text(_ name: String, _ node: ConfigurationDefinition.Node) -> String {
        guard case .text(let text)? = stored(name, node) else { return "" }
        return text
    }

    func texts(_ name: String, _ node: ConfigurationDefinition.Node) -> [String] {
        guard case .texts(let texts)? = stored(name, node) else { return [] }
        return texts
    }

    func isSet(_ name: String, _ node: ConfigurationDefinition.Node) -> Bool {
        settings.configuration[node.rawValue + "\\" + name] != nil
    }

    private func stored(_ name: String, _ node: ConfigurationDefinition.Node) -> ConfigurationValue? {
        ConfigurationDefinition.named(name, in: node).map { value(of: $0) }
    }

    // MARK: Periods of revocation lists

    private var period: (unit: TimeUnit, count: Int) { Self.parts(settings.crlPeriodSeconds, settings.configuration["CA\\CRLPeriod"]) }
    private var overlap: (unit: TimeUnit, count: Int) {
        Self.parts(settings.crlValiditySeconds - settings.crlPeriodSeconds, settings.configuration["CA\\CRLOverlapPeriod"])
    }

    /// In the unit that somebody has named, as long as it divides the seconds.
    private static func parts(_ seconds: Int, _ named: ConfigurationValue?) -> (unit: TimeUnit, count: Int) {
        if case .text(let word)? = named, let unit = TimeUnit(word: word), seconds % unit.seconds == 0 {
            return (unit, seconds / unit.seconds)
        }
        return TimeUnit.largest(dividing: seconds)
    }

    private func changePeriod(unit word: String, count: Int, in settings: inout AuthoritySettings) throws(CAError) {
        let unit = TimeUnit(word: word) ?? .days
        let overlap = settings.crlValiditySeconds - settings.crlPeriodSeconds
        settings.crlPeriodSeconds = count * unit.seconds
        settings.crlValiditySeconds = settings.crlPeriodSeconds + overlap
        settings.configuration["CA\\CRLPeriod"] = .text(unit.rawValue)
    }

    /// Source of the standard overlap: MS-CSRA §3.1.4.1.6.
    private func changeOverlap(unit word: String, count: Int, in settings: inout AuthoritySettings) throws(CAError) {
        let unit = TimeUnit(word: word) ?? .days
        var overlap = count * unit.seconds
        if count == 0 {
            let skew = Int(number("ClockSkewMinutes", .ca)) * 60
            overlap = min(max(min(settings.crlPeriodSeconds / 10, 12 * 3_600), skew * 3 / 2), settings.crlPeriodSeconds) + skew
        }
        settings.crlValiditySeconds = settings.crlPeriodSeconds + overlap
        settings.configuration["CA\\CRLOverlapPeriod"] = .text(unit.rawValue)
    }
}
