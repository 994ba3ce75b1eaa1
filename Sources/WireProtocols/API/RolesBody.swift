package import CAInterface

/// `GET /api/v1/authorities/{ca}/roles`: the caller's own roles.
package struct RolesBody: Hashable, Sendable, Codable {
    /// Names of `AuthorityRole`.
    package var roles: [String]
    /// The same as the bits of `ICertAdmin2::GetMyRoles`.
    package var bits: Int
    /// The roles that role separation takes away.
    package var suspended: [String]

    package init(_ roles: CallerRoles) {
        self.roles = roles.held.names
        bits = Int(roles.held.rawValue)
        suspended = roles.suspended.names
    }

    package var callerRoles: CallerRoles {
        CallerRoles(
            held: AuthorityRoles(rawValue: UInt32(clamping: bits)),
            suspended: AuthorityRole.all.reduce(into: []) { if suspended.contains($1.name) { $0.insert($1.bit) } }
        )
    }
}
