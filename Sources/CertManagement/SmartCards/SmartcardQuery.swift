package import PortableFoundation

/// Selects smart cards for a list.
package struct SmartcardQuery: Hashable, Sendable {
    package var assignedUser: UUID?
    /// The GUID on the chip: all its assignments.
    package var cardID: UUID?
    package var profileTemplate: UUID?
    package var status: SmartcardStatus?
    /// Only cards with a larger id; nil begins with the first.
    package var after: UUID?
    /// The most cards to return.
    package var limit: Int

    package init(
        assignedUser: UUID? = nil,
        cardID: UUID? = nil,
        profileTemplate: UUID? = nil,
        status: SmartcardStatus? = nil,
        after: UUID? = nil,
        limit: Int = 100
    ) {
        self.assignedUser = assignedUser
        self.cardID = cardID
        self.profileTemplate = profileTemplate
        self.status = status
        self.after = after
        self.limit = limit
    }
}
