package import FoundationEssentials

/// What an act leaves in the record: exact bytes of a versioned form and their leaf hash. Written in the commit of the act itself.
package struct AuditRecord: Sendable, Hashable {
    /// The version of the byte form, first byte of `bytes`.
    package static let formVersion: UInt8 = 1

    package let when: Date
    /// `DOMAIN\name`, or the name of a service of ours.
    package let actor: String
    /// A past fact: `requestIssued`, `officerApproved`, `certificateRevoked`, `templateSaved`, …
    package let event: String
    /// The exact bytes: version, then JSON with sorted keys.
    package let bytes: [UInt8]
    /// SHA-256 of 0x00 followed by `bytes` (RFC 9162 §2.1.1 leaf hash).
    package let leafHash: [UInt8]

    package init(when: Date, actor: String, event: String, bytes: [UInt8], leafHash: [UInt8]) {
        self.when = when
        self.actor = actor
        self.event = event
        self.bytes = bytes
        self.leafHash = leafHash
    }
}

/// An audit record with its place.
package struct StoredAuditRecord: Sendable, Hashable {
    package let position: Int
    package let record: AuditRecord

    package init(position: Int, record: AuditRecord) {
        self.position = position
        self.record = record
    }
}
