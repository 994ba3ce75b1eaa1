import CAInterface
package import PortableFoundation
import PKIDirectory
import PKIFormats

/// A profile and what the caller may start on it.
package struct VisibleProfile: Hashable, Sendable {
    package let profile: Profile
    package let operations: [Operation]
}

/// A certificate of the caller, with the facts of its CA.
package struct HeldCertificate: Hashable, Sendable {
    package let certificate: ManagedCertificate
    /// `host[:port]\name`; the CA's plain name when it is no longer here.
    package let configString: String
    /// `DOMAIN\account` of the holder.
    package let holder: String
    /// How it is at this moment.
    package let status: CertificateStatus
}

extension BoundManagement {
    /// A profile of the caller, or one whose requests the caller may see.
    package func profile(_ id: UUID) async throws -> Profile? {
        try await reading {
            guard let profile = try await store.profile(id),
                maySee(profile, of: try await store.profileTemplate(profile.profileTemplate))
            else { return nil }
            return profile
        }
    }

    /// With its operations. Source: "Get profile data".
    package func visibleProfile(_ id: UUID) async throws -> VisibleProfile? {
        guard let profile = try await profile(id), let operations = try await operations(ofProfile: id) else { return nil }
        return VisibleProfile(profile: profile, operations: operations)
    }

    /// Yields the caller's profiles, page by page, ordered by id. Source: "Get profile data".
    package func profiles(status: ProfileStatus?, _ take: (VisibleProfile) throws -> Void) async throws {
        let open = try await openRequests(of: caller.principal.id)
        try await ownProfiles(status: status) { profile, template in
            var operations: [Operation] = []
            if let template, let object = try await object(ofProfile: profile.id) {
                operations = try await self.operations(on: object, of: template, open: open)
            }
            try take(VisibleProfile(profile: profile, operations: operations))
        }
    }

    /// The new profile of a request, then the old one; one profile once. Nil when the request is absent or invisible.
    package func profiles(ofRequest id: UUID) async throws -> [VisibleProfile]? {
        guard let situation = try await situation(of: id) else { return nil }
        var ids: [UUID] = []
        for id in [situation.request.newProfile, situation.request.oldProfile] {
            if let id, !ids.contains(id) { ids.append(id) }
        }
        var found: [VisibleProfile] = []
        for id in ids {
            guard let object = try await object(ofProfile: id),
                let template = try await reading({ try await store.profileTemplate(object.profile.profileTemplate) })
            else { continue }
            let open = try await openRequests(of: object.profile.assignedUser)
            found.append(
                VisibleProfile(profile: object.profile, operations: try await operations(on: object, of: template, open: open))
            )
        }
        return found
    }

    /// Source: "Get smart card or profile certificates".
    package func certificates(ofProfile id: UUID) async throws -> [ManagedCertificate]? {
        guard try await profile(id) != nil else { return nil }
        return try await standingCertificates(ofProfile: id)
    }

    package func certificates(ofSmartcard id: UUID) async throws -> [ManagedCertificate]? {
        guard let card = try await reading({ try await store.smartcard(id) }) else { return nil }
        return try await certificates(ofProfile: card.profile)
    }

    /// Yields the caller's certificates, page by page; those of retired profiles are left out. Source: "Get user certificates".
    package func certificates(_ take: (HeldCertificate) throws -> Void) async throws {
        let authorities: [AuthorityDescription]
        do { authorities = try await service.authorities.authorities() } catch { throw unreachable(error) }
        try await ownProfiles(status: nil) { profile, _ in
            guard profile.status != .retired else { return }
            for certificate in try await standingCertificates(ofProfile: profile.id) {
                let name = certificate.authority.lowercased()
                let authority = authorities.first { $0.name.lowercased() == name || $0.sanitizedName.lowercased() == name }
                try take(
                    HeldCertificate(
                        certificate: certificate,
                        configString: authority?.configString ?? certificate.authority,
                        holder: caller.principal.accountName,
                        status: await status(of: certificate)
                    )
                )
            }
        }
    }

    /// The CA knows about revocations by its officers too. When it cannot be asked, what was done here counts.
    private func status(of certificate: ManagedCertificate) async -> CertificateStatus {
        var known = certificate
        if certificate.standing == .good, certificate.origin != .external,
            let validity = try? await authority(named: certificate.authority).validity(serial: certificate.serialNumber),
            validity.state == .revoked
        {
            known.standing = validity.reason == CRLReason.certificateHold.rawValue ? .held : .revoked
        }
        return CertificateStatus(known, at: service.now())
    }

    private func ownProfiles(
        status: ProfileStatus?,
        _ take: (Profile, ProfileTemplate?) async throws -> Void
    ) async throws {
        var templates: [UUID: ProfileTemplate] = [:]
        for template in try await reading({ try await store.profileTemplates() }) { templates[template.id] = template }
        var query = ProfileQuery(assignedUser: caller.principal.id, status: status, limit: Self.pageLength)
        while true {
            let page = try await reading { try await store.profiles(query) }
            for profile in page { try await take(profile, templates[profile.profileTemplate]) }
            guard page.count == query.limit else { return }
            query.after = page.last?.id
        }
    }
}
