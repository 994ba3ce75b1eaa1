import CAInterface
import PKIFormats

/// The addresses of the lists of one key. Those in certificates and those in lists are made here, so that they are the same octets: clients compare them (RFC 5280
/// §6.3.3), some without decoding.
package struct RevocationListAddresses: Sendable {
    private let key: AuthorityKey
    private let publicAddress: String
    private let variables: PublicationLocation.Variables
    /// nil when nobody has set them: the lists are at their paths below the public address.
    private let locations: [PublicationLocation]?
    private let partitionLocations: [String]

    init(of authority: StoredAuthority, generation: StoredAuthority.Generation, key: AuthorityKey) {
        let tree = ConfigurationTree(authority: authority)
        self.key = key
        publicAddress = authority.publicAddress
        variables = tree.variables(generation: generation, key: key)
        locations = tree.isSet("CRLPublicationURLs", .ca) ? tree.locations : nil
        partitionLocations = authority.settings.partitionLocations
    }

    /// What a certificate of a partition names; 0 is none.
    func inCertificates(_ partition: Int) -> [String] { addresses(.addToCertificate, partition) ?? [standard(partition)] }

    /// Where a complete list says that its deltas are.
    func ofDeltas(_ partition: Int) -> [String] {
        addresses(.addToFreshest, partition, isDelta: true) ?? [standard(partition, isDelta: true)]
    }

    /// Where a list says that it is published itself; none unless somebody has set them.
    func inList(_ partition: Int, isDelta: Bool) -> [String] {
        (locations ?? []).filter { $0.flags.contains(.addToList) }.map { expanded($0, partition, isDelta: isDelta) }
    }

    /// Every address that a certificate of the partition may name, the present ones first.
    func ofPartition(_ partition: Int) -> [String] {
        var all = inCertificates(partition)
        for location in partitionLocations {
            let address: String
            if location.contains(PublicationLocation.partitionToken), let line = try? PublicationLocation(line: "2:" + location) {
                address = expanded(line, partition)
            } else {
                address = PublicLocation.url(location, path: key.listPath(partition))
            }
            if !all.contains(address) { all.append(address) }
        }
        return all
    }

    /// The places at other servers. One place is for one list: where lines do not tell partitions and deltas apart, those are not brought there.
    func targets(_ lines: [String], _ partition: Int, isDelta: Bool) -> [String] {
        lines.compactMap { try? PublicationLocation(target: $0) }
            .filter { (partition == 0 || $0.namesPartition) && (!isDelta || $0.namesDelta) }
            .map { expanded($0, partition, isDelta: isDelta) }
    }

    private func addresses(_ flag: PublicationLocation.Flags, _ partition: Int, isDelta: Bool = false) -> [String]? {
        locations.map { lines in
            lines.filter { $0.isHTTP && $0.flags.contains(flag) }.map { expanded($0, partition, isDelta: isDelta) }
        }
    }

    private func standard(_ partition: Int, isDelta: Bool = false) -> String {
        PublicLocation.url(publicAddress, path: key.listPath(partition, isDelta: isDelta))
    }

    private func expanded(_ location: PublicationLocation, _ partition: Int, isDelta: Bool = false) -> String {
        var variables = variables
        (variables.partition, variables.isDelta) = (partition, isDelta)
        return location.expanded(variables)
    }
}
