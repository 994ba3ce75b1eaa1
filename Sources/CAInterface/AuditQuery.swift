package import PKIDirectory
package import PortableFoundation

/// Which rows of the record are wanted. Restrictions that are nil restrict nothing.
package struct AuditQuery: Sendable, Hashable {
    /// The name of a kind, such as `requestIssued`.
    package var event: String?
    /// `DOMAIN\name` or the name of one of our services, compared without case.
    package var actor: String?
    /// The common name of the authority, or its sanitized name.
    package var authority: String?
    package var request: Int?
    /// Hexadecimal.
    package var serial: String?
    package var from: Date?
    package var before: Date?
    /// Rows after this position.
    package var after: Int
    package var limit: Int

    package init(
        event: String? = nil,
        actor: String? = nil,
        authority: String? = nil,
        request: Int? = nil,
        serial: String? = nil,
        from: Date? = nil,
        before: Date? = nil,
        after: Int = 0,
        limit: Int = 100
    ) {
        self.event = event
        self.actor = actor
        self.authority = authority
        self.request = request
        self.serial = serial
        self.from = from
        self.before = before
        self.after = after
        self.limit = limit
    }
}

/// Rows of the record in their order.
package struct AuditPage: Sendable, Hashable {
    package let records: [StoredAuditRecord]
    /// The position after which the rest comes; nil at the end. A page may have fewer rows than the limit, or none, and still go on: one call reads a bounded part of
    /// the record.
    package let next: Int?

    package init(records: [StoredAuditRecord], next: Int?) {
        self.records = records
        self.next = next
    }
}
