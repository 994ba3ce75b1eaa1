import CAInterface
import PKIDirectory
package import PortableFoundation

/// Starts of workflows by help desks and scripts: with a key for repetitions, and for many people at once.
extension BoundManagement {
    /// The most targets or objects of one call.
    package static let mostStarts = 200

    /// Starts a workflow. With a key that this caller used for the same target or object, nothing is started: the first result is returned.
    /// - Throws: as `createRequest`; `.requestStateInvalid` when the key was used for something else.
    package func start(_ start: WorkflowStart) async throws -> StartedRequest {
        var start = start
        if let key = start.key, key.isEmpty || key.utf8.count > WorkflowStart.longestKey {
            throw ManagementError(.invalidClientData, "The key must have 1 to \(WorkflowStart.longestKey) octets. Shorten it.")
        }
        start.proposal.target = start.proposal.target ?? defaultTarget(of: start.proposal)
        guard let id = start.requestID(of: caller.principal.id) else {
            return StartedRequest(visible: try await createRequest(start.proposal), isRepeated: false)
        }
        if let earlier = try await earlier(id, start) { return earlier }
        start.proposal.requestID = id
        do {
            return StartedRequest(visible: try await createRequest(start.proposal), isRepeated: false)
        } catch {
            // The same call may have been made twice at once: then the other one's request is there now.
            if let earlier = try await earlier(id, start) { return earlier }
            throw error
        }
    }

    /// Starts one workflow for many targets or objects, one after another. Each has its own result, and a refusal of one does not touch the others.
    package func start(_ start: WorkflowStart, forEach names: [(name: String, target: UUID?, object: UUID?)]) async -> [StartOutcome] {
        var outcomes: [StartOutcome] = []
        for name in names {
            var one = start
            if let target = name.target { one.proposal.target = target }
            if let object = name.object { one.proposal.existingObject = object }
            do {
                outcomes.append(StartOutcome(name: name.name, result: .success(try await self.start(one))))
            } catch {
                outcomes.append(StartOutcome(name: name.name, result: .failure(failed(error))))
            }
        }
        return outcomes
    }

    /// Without a target, an operation on nothing is for the caller; the user of an existing object is found with the object.
    private func defaultTarget(of proposal: RequestProposal) -> UUID? { proposal.existingObject == nil ? caller.principal.id : nil }

    private func earlier(_ id: UUID, _ start: WorkflowStart) async throws -> StartedRequest? {
        guard let visible = try await request(id) else { return nil }
        var start = start
        start.proposal.target = start.proposal.target ?? visible.request.target.id
        guard start.made(visible.request, by: caller.principal.id) else {
            throw ManagementError(
                .requestStateInvalid,
                "The key was used before, for another operation or profile template: request \(id.uuidString.lowercased()). Choose a new key."
            )
        }
        return StartedRequest(visible: visible, isRepeated: true)
    }
}
