package import CAInterface
package import PortableFoundation

/// The private key of a request, sealed to key recovery agents, beside the request's row. A later one takes the place of a former one, which stays too.
package struct StoredArchivedKey: Sendable, Hashable {
    package let authority: AuthorityNumber
    package let request: RequestID
    /// Counts the keys of the request from 0.
    package let index: Int
    /// DER of the ContentInfo with EnvelopedData, for the agents.
    package let sealed: [UInt8]
    /// The column KeyRecoveryHashes: SHA-1 of the agents' certificates, lower-case hex in pairs, one a line.
    package let agentHashes: String
    package let stored: Date

    package init(authority: AuthorityNumber, request: RequestID, index: Int, sealed: [UInt8], agentHashes: String, stored: Date) {
        self.authority = authority
        self.request = request
        self.index = index
        self.sealed = sealed
        self.agentHashes = agentHashes
        self.stored = stored
    }

    var agents: [String] { agentHashes.split(separator: "\n").map(String.init) }
}

/// An officer's act on the recovery of an archived key: appended, never changed.
package struct StoredRecoveryAct: Sendable, Hashable {
    package enum Kind: Int, Sendable, Hashable, CaseIterable {
        case proposed = 1
        case approved, withdrawn, handedOut
    }

    package let authority: AuthorityNumber
    package let request: RequestID
    /// Counts the acts of the request from 0: of two officers at once, one finds the other's act.
    package let sequence: Int
    package let kind: Kind
    package let officer: UUID
    /// As `DOMAIN\name` at that time.
    package let officerName: String
    package let reason: String
    package let when: Date

    package init(
        authority: AuthorityNumber,
        request: RequestID,
        sequence: Int,
        kind: Kind,
        officer: UUID,
        officerName: String,
        reason: String,
        when: Date
    ) {
        self.authority = authority
        self.request = request
        self.sequence = sequence
        self.kind = kind
        self.officer = officer
        self.officerName = officerName
        self.reason = reason
        self.when = when
    }
}
