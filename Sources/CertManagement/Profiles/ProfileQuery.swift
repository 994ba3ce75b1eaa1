package import PortableFoundation

/// Selects profiles for a list.
package struct ProfileQuery: Hashable, Sendable {
    package var assignedUser: UUID?
    package var profileTemplate: UUID?
    package var status: ProfileStatus?
    /// Only profiles with a larger id; nil begins with the first.
    package var after: UUID?
    /// The most profiles to return.
    package var limit: Int

    package init(
        assignedUser: UUID? = nil,
        profileTemplate: UUID? = nil,
        status: ProfileStatus? = nil,
        after: UUID? = nil,
        limit: Int = 100
    ) {
        self.assignedUser = assignedUser
        self.profileTemplate = profileTemplate
        self.status = status
        self.after = after
        self.limit = limit
    }
}
