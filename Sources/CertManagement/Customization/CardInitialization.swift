package import PortableFoundation

/// Says what the client writes onto a new card before it is used. The program may have several, by name; a profile template names one.
///
/// Source: "Introduction to ICardInitialization".
package protocol CardInitialization: Sendable {
    /// - Parameters:
    ///     - card: the card as it was bound.
    ///     - data: the opaque text of the profile template.
    /// - Returns: the text for the client, in the place of the template's `CardInitializationData`.
    /// - Throws: `ManagementError` when the data cannot be used.
    func data(for card: UUID, from data: String?) async throws -> String?
}

/// Gives the client the template's own text.
package struct PlainCardInitialization: CardInitialization {
    package init() {}
    package func data(for card: UUID, from data: String?) -> String? { data }
}
