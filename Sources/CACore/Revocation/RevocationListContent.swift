package import PortableFoundation

/// What a complete list of a part shows at a moment.
package struct RevocationListQuery: Sendable, Hashable {
    package let part: RevocationListPart
    package let date: Date
    /// The certificates of partitions are among those of the list without a partition.
    package let showsPartitions: Bool
    /// Expired certificates stay.
    package let keepsExpired: Bool

    package init(_ part: RevocationListPart, at date: Date, showsPartitions: Bool = true, keepsExpired: Bool = false) {
        self.part = part
        self.date = date
        self.showsPartitions = showsPartitions
        self.keepsExpired = keepsExpired
    }

    /// Every certificate of the key is in question, whatever its partition.
    package var isOfWholeKey: Bool { part.partition == 0 && showsPartitions }

    /// What decides the content apart from the time. A list that was made with another form is no beginning for the next.
    package var form: Int { StoredRevocationList.sortedForm | (keepsExpired ? 2 : 0) | (showsPartitions ? 4 : 0) }
}

/// The content of a new list, read at one moment.
package struct RevocationListContent: Sendable {
    package let entries: [RevokedCertificate]
    /// The end of the journal at that moment, and the number of the newest list; 0 when there is none.
    package let coversThrough: Int
    package let formerNumber: Int

    package init(entries: [RevokedCertificate], coversThrough: Int, formerNumber: Int) {
        self.entries = entries
        self.coversThrough = coversThrough
        self.formerNumber = formerNumber
    }
}

/// What a complete list shows otherwise than the one before it, read at one moment.
package struct RevocationListChanges: Sendable {
    /// A certificate by the content octets of its serial number, and its entry; nil when the list does not show it.
    package struct Change: Sendable, Hashable {
        package let serialNumber: [UInt8]
        package let entry: RevokedCertificate?

        package init(serialNumber: [UInt8], entry: RevokedCertificate?) {
            self.serialNumber = serialNumber
            self.entry = entry
        }
    }

    /// In the order of `SerialOrder`, each certificate once. Some may be no change.
    package let changes: [Change]
    package let coversThrough: Int

    package init(changes: [Change], coversThrough: Int) {
        self.changes = changes
        self.coversThrough = coversThrough
    }
}

/// The order of the entries of a list: that of their serial numbers' octets without leading zeros, which is the order of their texts in the store.
package enum SerialOrder {
    package static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in compare(left, right) < 0 } }
    }

    /// - Returns: negative, zero or positive, as C's comparisons do.
    static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let (left, right) = (digits(left), digits(right))
        let common = min(left.count, right.count)
        for index in 0..<common where left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
        return left.count - right.count
    }

    private static func digits(_ octets: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        octets.count > 1 && octets[0] == 0 ? UnsafeRawBufferPointer(rebasing: octets[1...]) : octets
    }
}
