package import PortableFoundation

/// A signed revocation list in the store. Its bytes are an object of the `ObjectStore`, which was on disk before this row.
package struct StoredRevocationList: Sendable, Hashable {
    package let key: AuthorityKeyID
    package let number: Int
    /// The time of the signature by our clock. `thisUpdate` is earlier by the clock skew that relying parties may have.
    package let signedWhen: Date
    package let thisUpdate: Date
    package let nextUpdate: Date
    package let count: Int
    /// The place in the revocation journal up to which the list shows everything.
    package let coversThrough: Int
    package let object: ObjectID

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
        self.key = key
        self.number = number
        self.signedWhen = signedWhen
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.count = count
        self.coversThrough = coversThrough
        self.object = object
    }

    /// The middle of its validity.
    package var halfLife: Date { thisUpdate.addingTimeInterval(nextUpdate.timeIntervalSince(thisUpdate) / 2) }
}
