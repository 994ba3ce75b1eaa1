import CAInterface
import PKIFormats

/// The division of an authority's certificates among several lists. A certificate names its list forever, so what was once on stays on.
enum PartitionRules {
    static let mostPartitions = UInt32(RevocationListPart.mostPartitions)

    /// Why the settings cannot take the place of the former ones; nil when they can.
    static func fault(of settings: AuthoritySettings, after former: StoredAuthority) -> String? {
        var changed = former
        changed.settings = settings
        let (old, new) = (ConfigurationTree(authority: former), ConfigurationTree(authority: changed))
        let (wasOn, isOn) = (old.hasPartitions, new.hasPartitions)
        if wasOn, !isOn { return "certificates name the lists of partitions, so the flag PARTITIONS stays set" }
        guard isOn else { return nil }
        let count = new.number("CRLMaxPartitions", .ca)
        if count == 0 { return "set CRLMaxPartitions to the number of partitions before the flag PARTITIONS" }
        if wasOn, count < old.number("CRLMaxPartitions", .ca) {
            return "certificates name the lists of all partitions, so their number only grows"
        }
        guard new.isSet("CRLPublicationURLs", .ca) else { return nil }
        for location in new.locations where location.isHTTP {
            let isOfList = location.flags.contains(.addToCertificate) || location.flags.contains(.addToFreshest)
            if isOfList, !location.namesPartition {
                return
                    "with partitions every http:// line of CRLPublicationURLs with flag 2 or 4 has \(PublicationLocation.partitionToken) in it"
            }
        }
        if new.locations.contains(where: { $0.location.lowercased().hasPrefix("ldap:") }) {
            return "lists of partitions are not in a directory; take the ldap:/// lines out of CRLPublicationURLs"
        }
        return nil
    }

    /// The settings, which remember every address that certificates of partitions may have.
    static func remembering(_ settings: AuthoritySettings, of former: StoredAuthority) -> AuthoritySettings {
        var changed = former
        changed.settings = settings
        let tree = ConfigurationTree(authority: changed)
        guard tree.hasPartitions else { return settings }
        var remembered = settings
        let present =
            tree.isSet("CRLPublicationURLs", .ca)
            ? tree.locations.filter { $0.isHTTP && $0.flags.contains(.addToCertificate) }.map(\.location) : [settings.publicAddress]
        for location in present where !remembered.partitionLocations.contains(location) { remembered.partitionLocations.append(location) }
        return remembered
    }
}

/// What of the settings is in lists. When it changes, new lists are made at once.
struct RevocationListForm: Equatable {
    private let rules: RevocationListRules
    private let locations: [String]

    init(of authority: StoredAuthority) {
        let tree = ConfigurationTree(authority: authority)
        rules = RevocationListRules(of: authority)
        let isListed = rules.hasDeltas || rules.partitionCount > 0
        locations = isListed ? tree.texts("CRLPublicationURLs", .ca) + authority.settings.partitionLocations : []
    }
}

extension ConfigurationTree {
    var hasPartitions: Bool { CRLFlags(rawValue: number("CRLFlags", .ca)).contains(.partitions) }
}
