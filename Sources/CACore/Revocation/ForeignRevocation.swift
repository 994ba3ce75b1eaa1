package import CAInterface
package import PortableFoundation

/// A revocation of a certificate without a row, taken from a published list when an older backup was restored or an authority imported. The journal has a line for each later change to
/// it, under the request 0, which no row has.
package struct ForeignRevocation: Sendable, Hashable {
    /// The request of its lines in the journal.
    package static let request = RequestID(0)

    package let key: AuthorityKeyID
    /// Lowercase hexadecimal.
    package let serialNumber: String
    package let when: Date
    /// RFC 5280 §5.3.1 number; 8 when it was released.
    package let reason: Int
    /// How many lines of the journal are about such revocations of this authority.
    package let changes: Int
    /// The partition on whose list it was.
    package let partition: Int

    package init(key: AuthorityKeyID, serialNumber: String, when: Date, reason: Int, changes: Int, partition: Int = 0) {
        self.key = key
        self.partition = partition
        self.serialNumber = serialNumber
        self.when = when
        self.reason = reason
        self.changes = changes
    }
}
