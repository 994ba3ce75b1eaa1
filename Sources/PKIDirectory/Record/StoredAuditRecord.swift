/// An audit record with its place.
package struct StoredAuditRecord: Sendable, Hashable {
    /// From 1, without gaps.
    package let position: Int
    package let record: AuditRecord

    package init(position: Int, record: AuditRecord) {
        self.position = position
        self.record = record
    }
}
