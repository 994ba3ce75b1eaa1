package import PortableFoundation

extension BoundManagement {
    /// The operations that the caller may start on a profile now; nil when absent or invisible. Source: "Get profile state operations".
    package func operations(ofProfile id: UUID) async throws -> [Operation]? {
        guard let object = try await object(ofProfile: id) else { return nil }
        return try await operations(onVisible: object)
    }

    /// As `operations(ofProfile:)`, of a smart card.
    package func operations(ofSmartcard id: UUID) async throws -> [Operation]? {
        guard let object = try await object(ofSmartcard: id) else { return nil }
        return try await operations(onVisible: object)
    }

    private func operations(onVisible object: ManagedObject) async throws -> [Operation]? {
        guard let template = try await reading({ try await store.profileTemplate(object.profile.profileTemplate) }),
            maySee(object.profile, of: template)
        else { return nil }
        return try await operations(on: object, of: template, open: try await openRequests(of: object.profile.assignedUser))
    }

    /// Every operation whose creation would not be refused.
    func operations(on object: ManagedObject, of template: ProfileTemplate, open: [ManagementRequest]) async throws -> [Operation] {
        var offered: [Operation] = []
        for operation in Operation.allCases where operation != .enroll {
            do {
                _ = try await plan(operation, on: object, of: template, for: nil, open: open, isOffer: true)
                offered.append(operation)
            } catch let refusal as ManagementError {
                guard Self.refusals.contains(refusal.code) else { throw refusal }
            }
        }
        return offered
    }

    static let refusals: Set<ManagementError.Code> = [.accessDenied, .policyDisabled, .requestStateInvalid, .invalidClientData]
}
