import CAInterface
import PortableFoundation
import Logging
import PKIDirectory

/// Certificate management bound to one caller. The extensions beside this file have its topics.
///
/// Methods return nil both for an absent object and for one that the caller may not see. Otherwise they throw `ManagementError`.
package struct BoundManagement: Sendable {
    let service: ManagementService
    let caller: Caller
    /// The revision that a request must have when the caller changes it; nil for any.
    var expected: (request: UUID, revision: Int)?

    var store: any ManagementStore { service.store }

    /// The longest comment, in characters.
    static let longestComment = 4096

    func checkComment(_ comment: String) throws(ManagementError) {
        guard comment.count <= Self.longestComment else {
            throw ManagementError(
                .invalidClientData,
                "The comment has \(comment.count) characters; at most \(Self.longestComment) are kept. Shorten it."
            )
        }
    }

    private func checkRevision(of request: ManagementRequest) throws(ManagementError) {
        guard let expected, expected.request == request.id, expected.revision != request.revision else { return }
        throw ManagementError(
            .revisionPassed,
            "The request is at revision \(request.revision), not at \(expected.revision). Read it again, and decide about what it is now."
        )
    }

    /// A request, with the data that decides about it now.
    struct Situation {
        var request: ManagementRequest
        /// The version that the request was made with. It says what the request contains.
        let contents: ProfileTemplate
        let access: RequestAccess
        let permissions: RequestPermissions

        /// The options of the request's workflow.
        var policy: WorkflowPolicy { contents.policies[request.workflow] ?? WorkflowPolicy() }
    }

    /// Loads a request; nil when it is absent or the caller may not read it.
    func situation(of id: UUID) async throws -> Situation? {
        guard let situation = try await anySituation(of: id), situation.permissions.contains(.read) else { return nil }
        return situation
    }

    /// Loads a request whether or not the caller may read it, for what the service has to finish.
    func anySituation(of id: UUID) async throws -> Situation? {
        try await reading {
            guard let request = try await store.managementRequest(id),
                let contents = try await store.profileTemplate(request.profileTemplate, version: request.profileTemplateVersion),
                let newest = try await store.profileTemplate(request.profileTemplate)
            else { return nil }
            let access = RequestAccess(
                request: request,
                policy: newest.policies[request.workflow],
                access: newest.access,
                singleOperator: await singleOperatorAuthorities().allow(newest)
            )
            let permissions = access.permissions(of: caller.principal)
            return Situation(request: request, contents: contents, access: access, permissions: permissions)
        }
    }

    /// Loads, lets `decide` make the changes, and commits. Repeats this when somebody else was first.
    /// - Parameter isForService: the caller need not see the request, because the service finishes what was decided before.
    func changing(
        _ id: UUID,
        isForService: Bool = false,
        _ decide: (inout Situation) async throws -> [ManagementChange]
    ) async throws -> Situation? {
        for _ in 0..<8 {
            guard var situation = try await isForService ? anySituation(of: id) : situation(of: id) else { return nil }
            if !isForService { try checkRevision(of: situation.request) }
            let changes = try await decide(&situation)
            if changes.isEmpty { return situation }
            do {
                try await store.commit(changes)
                return situation
            } catch ManagementCommitError.moved {
                continue
            } catch {
                throw failed(error)
            }
        }
        throw ManagementError(.requestChanged, "The request kept being changed by others. Read it again and repeat the call.")
    }

    /// Runs reads of the store, and turns their errors into ones that may be shown.
    func reading<Value>(_ read: () async throws -> Value) async throws -> Value {
        do { return try await read() } catch let error as ManagementError {
            throw error
        } catch ManagementCommitError.unavailable(let why) {
            throw failed(ManagementCommitError.unavailable(why))
        } catch {
            service.logger.error(
                "management store cannot be read",
                metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"]
            )
            throw ManagementError(.databaseSearch, "The management records cannot be read now. Try again later.", cause: error)
        }
    }

    func failed(_ error: any Error) -> ManagementError {
        if let known = error as? ManagementError { return known }
        if case .unavailable(let why)? = error as? ManagementCommitError {
            service.logger.warning("management store is away", metadata: ["cause": "\(why)", "correlation": "\(caller.correlationID)"])
            return ManagementError(.unavailable, "Nothing can be stored at the moment. Nothing was changed; repeat the call.", cause: error)
        }
        if case .outcomeUnknown(let why)? = error as? ManagementCommitError {
            service.logger.error(
                "nobody knows whether a management change was stored",
                metadata: ["cause": "\(why)", "correlation": "\(caller.correlationID)"]
            )
            return ManagementError(
                .unavailable,
                "The database did not answer in time, so that nobody knows whether this was stored. Look before you repeat the call.",
                cause: error
            )
        }
        service.logger.error("management change was not stored", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
        return ManagementError(.databaseUpdate, "The change could not be stored. Nothing was changed; try again later.", cause: error)
    }

    func event(
        _ kind: HistoryEvent.Kind,
        on request: ManagementRequest,
        from: RequestStatus,
        comment: String = "",
        detail: String = ""
    ) -> ManagementChange {
        let event = HistoryEvent(
            id: service.newID(),
            request: request.id,
            when: service.now(),
            kind: kind,
            actor: caller.principal.id,
            actorName: caller.principal.accountName,
            from: from,
            to: request.status,
            comment: comment,
            detail: detail,
            correlationID: caller.correlationID
        )
        return .happened(event, audit: event.audited(by: .caller(caller)))
    }
}
