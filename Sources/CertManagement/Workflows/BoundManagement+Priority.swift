package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// The same caller, for a change of a request that was read at this revision. When the request has another one, the change is refused.
    package func expecting(_ revision: Int?, of request: UUID) -> BoundManagement {
        var bound = self
        bound.expected = revision.map { (request, $0) }
        return bound
    }

    /// Changes the priority of a request that is not final. Nil when absent or invisible.
    ///
    /// Source: "RequestPermission Enumeration", member ChangePriority.
    package func changePriority(of id: UUID, to priority: UInt8, comment: String = "") async throws -> VisibleRequest? {
        try checkComment(comment)
        let situation = try await changing(id) { situation in
            try require(.distribute, in: situation, to: "change its priority")
            guard !situation.request.machine.isFinal else {
                throw ManagementError.wrongState(.init(from: situation.request.status, move: "get another priority"))
            }
            let before = situation.request.priority
            guard before != priority else { return [] }
            situation.request.priority = priority
            situation.request.revision += 1
            let status = situation.request.status
            return [
                .requestUpdated(situation.request),
                event(.priorityChanged, on: situation.request, from: status, comment: comment, detail: "\(before) → \(priority)"),
            ]
        }
        return situation.map { VisibleRequest(request: $0.request, access: $0.access) }
    }
}
