/// The certificates of a key that one list covers. Its lists, complete ones and deltas, have one numbering (RFC 5280 §5.2.3).
package struct RevocationListPart: Sendable, Hashable {
    package let key: AuthorityKeyID
    /// From 1 the partition that certificates name in their addresses. 0 is the list without a partition: all certificates of the key, or those of no partition.
    package let partition: Int

    package init(key: AuthorityKeyID, partition: Int = 0) {
        self.key = key
        self.partition = partition
    }

    /// Partitions have names with five digits, and each is looked at every minute.
    package static let mostPartitions = 4_096
}

/// The greatest numbers of the lists of a part; 0 without one.
package struct RevocationListNumbers: Sendable, Hashable {
    package let complete: Int
    package let delta: Int

    package init(complete: Int, delta: Int) {
        self.complete = complete
        self.delta = delta
    }
}

extension AuthorityKey {
    /// The path of a list below the public address: `crl/<name>_Partition00005+.crl` for the delta of partition 5.
    package func listPath(_ partition: Int, isDelta: Bool = false) -> String {
        let suffix = ".crl"
        let stem = listPath.hasSuffix(suffix) ? String(listPath.dropLast(suffix.count)) : listPath
        return stem + PublicationLocation.partitionText(partition) + (isDelta ? "+" : "") + suffix
    }
}
