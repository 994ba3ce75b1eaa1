package import PortableFoundation

/// Says what the client writes onto a new card before it is used. The program may have several, by name; a profile template names one.
///
/// Source: "Introduction to ICardInitialization".
package protocol CardInitialization: Sendable {
    /// - Parameters:
    ///     - data: the opaque text of the profile template.
    ///     - user: who asks.
    /// - Returns: the text for the client, in the place of the template's `CardInitializationData`.
    /// - Throws: `ManagementError` when the data cannot be used.
    func initializationData(from data: String?, for user: UUID) async throws -> String?
}

/// Gives the client the template's own text.
package struct PlainCardInitialization: CardInitialization {
    package init() {}
    package func initializationData(from data: String?, for user: UUID) -> String? { data }
}
