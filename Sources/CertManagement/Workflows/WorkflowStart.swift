import PKICrypto
import PortableFoundation

/// A workflow to start, and the key that makes a repetition safe.
package struct WorkflowStart: Hashable, Sendable {
    package var proposal: RequestProposal
    /// Chosen by the caller; a repeat with the same key returns the first result. Nil starts a new request each time.
    package var key: String?

    static let longestKey = 200

    package init(_ proposal: RequestProposal, key: String? = nil) {
        self.proposal = proposal
        self.key = key
    }

    /// The id of the request that this key makes, for one target or object. The same key of another caller makes another request, so nobody can take
    /// or guess the request of somebody else.
    func requestID(of caller: UUID) -> UUID? {
        guard let key else { return nil }
        let parts = [
            "management start", caller.uuidString, proposal.target?.uuidString ?? "", proposal.existingObject?.uuidString ?? "", key,
        ]
        var octets = Array(Digest.sha256(Array(parts.joined(separator: "\n").utf8)).prefix(16))
        // A UUID of version 8 (RFC 9562 §5.8).
        octets[6] = octets[6] & 0x0F | 0x80
        octets[8] = octets[8] & 0x3F | 0x80
        return octets.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    /// Whether a request is what this start would have made.
    func made(_ request: ManagementRequest, by caller: UUID) -> Bool {
        request.originator.id == caller && request.target.id == proposal.target
            && request.operation == (proposal.operation ?? Operation(proposal.workflow))
            && (proposal.profileTemplate ?? request.profileTemplate) == request.profileTemplate
            && (proposal.existingObject == nil || [request.oldProfile, request.oldSmartcard].contains(proposal.existingObject))
    }
}

/// What became of one start of many.
package struct StartOutcome: Sendable {
    /// The target or object as the caller named it.
    package let name: String
    package let result: Result<StartedRequest, ManagementError>
}

/// A request that a start made, now or earlier.
package struct StartedRequest: Sendable {
    package let visible: VisibleRequest
    /// An earlier call with the same key made it.
    package let isRepeated: Bool
}
