package import PortableFoundation

/// A signed revocation list in the store. Its bytes are an object of the `ObjectStore`, which was on disk before this row.
package struct StoredRevocationList: Sendable, Hashable {
    package let part: RevocationListPart
    package let number: Int
    /// Of a delta list, the number of the complete list to which its changes apply; 0 for a complete list.
    package let baseNumber: Int
    /// The time of the signature by our clock. `thisUpdate` is earlier by the clock skew that relying parties may have.
    package let signedWhen: Date
    package let thisUpdate: Date
    package let nextUpdate: Date
    package let count: Int
    /// The place in the revocation journal up to which the list shows everything.
    package let coversThrough: Int
    package let object: ObjectID
    /// `RevocationListQuery.form`; 0 for lists of programs that did not sort.
    package let form: Int

    package var key: AuthorityKeyID { part.key }
    package var isDelta: Bool { baseNumber > 0 }

    /// The bit of `form` that says that the entries are in the order of `SerialOrder`.
    package static let sortedForm = 1

    package init(
        part: RevocationListPart,
        number: Int,
        baseNumber: Int = 0,
        signedWhen: Date,
        thisUpdate: Date,
        nextUpdate: Date,
        count: Int,
        coversThrough: Int,
        object: ObjectID,
        form: Int = 0
    ) {
        self.part = part
        self.number = number
        self.baseNumber = baseNumber
        self.signedWhen = signedWhen
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.count = count
        self.coversThrough = coversThrough
        self.object = object
        self.form = form
    }

    /// The complete list of a key without partitions.
    package init(
        key: AuthorityKeyID,
        number: Int,
        signedWhen: Date,
        thisUpdate: Date,
        nextUpdate: Date,
        count: Int,
        coversThrough: Int,
        object: ObjectID
    ) {
        self.init(
            part: RevocationListPart(key: key),
            number: number,
            signedWhen: signedWhen,
            thisUpdate: thisUpdate,
            nextUpdate: nextUpdate,
            count: count,
            coversThrough: coversThrough,
            object: object
        )
    }

    /// The middle of its validity.
    package var halfLife: Date { thisUpdate.addingTimeInterval(nextUpdate.timeIntervalSince(thisUpdate) / 2) }
}
