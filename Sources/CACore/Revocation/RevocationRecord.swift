package import CAInterface
package import PortableFoundation

/// One line of the revocation journal: a certificate was revoked, put on hold, given another reason, or released. The journal only grows. It makes lists due,
/// and delta lists are made from it.
package struct RevocationRecord: Sendable, Hashable {
    /// The key whose list must show it.
    package let key: AuthorityKeyID
    /// The partition of the certificate.
    package let shard: Int
    /// The row, and its revision after this act: the revocation of a row changes only together with this line.
    package let request: RequestID
    package let revision: Int
    /// Lowercase hexadecimal.
    package let serialNumber: String
    /// RFC 5280 §5.3.1 number; 8, removeFromCRL, is a release.
    package let reason: Int
    package let when: Date

    package init(
        key: AuthorityKeyID,
        shard: Int = 0,
        request: RequestID,
        revision: Int,
        serialNumber: String,
        reason: Int,
        when: Date
    ) {
        self.key = key
        self.shard = shard
        self.request = request
        self.revision = revision
        self.serialNumber = serialNumber
        self.reason = reason
        self.when = when
    }
}

/// A line of the journal and its place. Places grow; a list covers the journal up to a place.
package struct StoredRevocationRecord: Sendable, Hashable {
    package let sequence: Int
    package let record: RevocationRecord

    package init(sequence: Int, record: RevocationRecord) {
        self.sequence = sequence
        self.record = record
    }
}
