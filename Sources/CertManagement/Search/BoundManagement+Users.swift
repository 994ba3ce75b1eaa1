package import PKIDirectory
package import PortableFoundation

/// The people whose requests and objects the caller may see, and these objects.
extension BoundManagement {
    /// A page of a list whose rows are in the order of a place.
    package struct Page<Row: Sendable, Place: Sendable>: Sendable {
        package let rows: [Row]
        /// The place after which the next page begins; nil on the last page.
        package let next: Place?
    }

    /// How many accounts one call looks at. A page may therefore be short and still have a next one.
    static let accountsLookedAt = 2_000

    /// The people whose names contain a text, in the order of their account names: those who may receive a profile template whose requests the caller
    /// may see. Everybody sees oneself.
    /// - Parameter after: an account name; the page begins behind it.
    package func users(matching text: String, after: String?, limit: Int) async throws -> Page<Principal, String> {
        let lens = try await lens()
        let templates = lens.readable.compactMap { lens.templates[$0] }
        let wanted = text.lowercased()
        func isFound(_ principal: Principal) -> Bool {
            guard principal.kind != .group else { return false }
            guard principal.id == caller.principal.id || templates.contains(where: { $0.access.rights(of: principal).contains(.enroll) })
            else { return false }
            let names = [principal.accountName, principal.displayName, principal.userPrincipalName ?? "", principal.mail ?? ""]
            return wanted.isEmpty || names.contains { $0.lowercased().contains(wanted) }
        }
        return try await reading {
            var found: [Principal] = []
            var looked = 0
            var place = after
            while true {
                let page = try await service.directory.principals(kind: nil, page: DirectoryPage(limit: Self.readLength, after: place))
                for principal in page {
                    looked += 1
                    place = principal.name
                    if isFound(principal) { found.append(principal) }
                    if found.count == limit || looked == Self.accountsLookedAt { return Page(rows: found, next: place) }
                }
                guard page.count == Self.readLength else { return Page(rows: found, next: nil) }
            }
        }
    }

    /// The profiles of a user that the caller may see. Nobody is told whether an invisible user exists: the page is empty.
    package func profiles(of user: UUID, after: UUID?, limit: Int) async throws -> Page<Profile, UUID> {
        let lens = try await lens()
        return try await page(limit: limit, after: after) { after in
            try await store.profiles(ProfileQuery(assignedUser: user, after: after, limit: Self.readLength))
        } place: {
            $0.id
        } isShown: {
            lens.sees(objectOf: $0.assignedUser, $0.profileTemplate)
        }
    }

    /// The smart cards of a user that the caller may see.
    package func smartcards(of user: UUID, after: UUID?, limit: Int) async throws -> Page<Smartcard, UUID> {
        let lens = try await lens()
        return try await page(limit: limit, after: after) { after in
            try await store.smartcards(SmartcardQuery(assignedUser: user, after: after, limit: Self.readLength))
        } place: {
            $0.id
        } isShown: {
            lens.sees(objectOf: $0.assignedUser, $0.profileTemplate)
        }
    }

    /// The certificates of a user's profiles that the caller may see, profile by profile. The limit counts profiles.
    package func certificates(of user: UUID, after: UUID?, limit: Int) async throws -> Page<ManagedCertificate, UUID> {
        let profiles = try await profiles(of: user, after: after, limit: limit)
        var certificates: [ManagedCertificate] = []
        for profile in profiles.rows { certificates += try await standingCertificates(ofProfile: profile.id) }
        return Page(rows: certificates, next: profiles.next)
    }

    private func page<Row: Sendable>(
        limit: Int,
        after: UUID?,
        _ read: (UUID?) async throws -> [Row],
        place: (Row) -> UUID,
        isShown: (Row) -> Bool
    ) async throws -> Page<Row, UUID> {
        try await reading {
            var found: [Row] = []
            var last = after
            while true {
                let rows = try await read(last)
                for row in rows where isShown(row) {
                    if found.count == limit { return Page(rows: found, next: found.last.map(place)) }
                    found.append(row)
                }
                guard rows.count == Self.readLength, let end = rows.last else { return Page(rows: found, next: nil) }
                last = place(end)
            }
        }
    }
}
