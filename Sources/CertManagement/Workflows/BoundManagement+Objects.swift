import PortableFoundation
import PKIDirectory

/// Looks up profiles with their cards and certificates.
extension BoundManagement {
    /// - Parameter card: the card, when the profile does not name it yet.
    func object(ofProfile id: UUID, card: UUID? = nil) async throws -> ManagedObject? {
        try await reading {
            guard let profile = try await store.profile(id) else { return nil }
            var found: Smartcard?
            if let card = profile.smartcard ?? card { found = try await store.smartcard(card) }
            return ManagedObject(
                profile: profile,
                card: found,
                certificates: try await store.managedCertificates(ofProfile: id)
            )
        }
    }

    func object(ofSmartcard id: UUID) async throws -> ManagedObject? {
        guard let card = try await reading({ try await store.smartcard(id) }) else { return nil }
        return try await object(ofProfile: card.profile, card: id)
    }

    /// The object that a request is for.
    func oldObject(of request: ManagementRequest) async throws -> ManagedObject? {
        if let id = request.oldProfile { return try await object(ofProfile: id, card: request.oldSmartcard) }
        guard let id = request.oldSmartcard else { return nil }
        return try await object(ofSmartcard: id)
    }

    /// The object that a request made; nil when it makes none or has not yet.
    func newObject(of request: ManagementRequest) async throws -> ManagedObject? {
        guard request.operation.execution.makesObject, let id = request.newProfile else { return nil }
        return try await object(ofProfile: id, card: request.newSmartcard)
    }

    /// The profiles that duplicate this one.
    func duplicates(of object: ManagedObject) async throws -> [ManagedObject] {
        var found: [ManagedObject] = []
        var query = ProfileQuery(assignedUser: object.profile.assignedUser, limit: Self.pageLength)
        while true {
            let page = try await reading { try await store.profiles(query) }
            for profile in page where profile.primary == object.profile.id {
                if let duplicate = try await self.object(ofProfile: profile.id) { found.append(duplicate) }
            }
            guard page.count == query.limit else { return found }
            query.after = page.last?.id
        }
    }

    /// The requests for one user that have not ended.
    func openRequests(of target: UUID) async throws -> [ManagementRequest] {
        var open: [ManagementRequest] = []
        for status in [RequestStatus.pending, .approved, .executing] {
            var query = ManagementRequestQuery(target: target, status: status, limit: Self.pageLength)
            while true {
                let page = try await reading { try await store.managementRequests(query) }
                open += page
                guard page.count == query.limit else { break }
                query.after = page.last?.id
            }
        }
        return open
    }

    /// Whether the caller may see a profile and its card: the holder, and everybody who may see the requests of others that use its profile template.
    func maySee(_ profile: Profile, of template: ProfileTemplate?) -> Bool {
        if profile.assignedUser == caller.principal.id { return true }
        return template.map { RequestAccess.mayRead(requestsOf: $0, caller.principal) } ?? false
    }

    /// The object with that profile or card, and its profile template's newest version; nil when absent or invisible.
    func visibleObject(_ id: UUID) async throws -> (object: ManagedObject, template: ProfileTemplate)? {
        var object = try await object(ofProfile: id)
        if object == nil { object = try await self.object(ofSmartcard: id) }
        guard let object, let template = try await reading({ try await store.profileTemplate(object.profile.profileTemplate) }),
            maySee(object.profile, of: template)
        else { return nil }
        return (object, template)
    }
}

extension ManagementRequest {
    /// Whether it is for this object.
    func concerns(_ object: ManagedObject) -> Bool {
        oldProfile == object.profile.id || (oldSmartcard != nil && oldSmartcard == object.card?.id)
    }

    /// Whether it is for this object, or is making it.
    func touches(_ object: ManagedObject) -> Bool { concerns(object) || newProfile == object.profile.id }
}
