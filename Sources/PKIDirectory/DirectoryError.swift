/// A lookup that cannot be answered with one principal, or a change that cannot be made.
public struct DirectoryError: Error, Sendable, CustomStringConvertible, Equatable {
    public enum Code: String, Sendable {
        case ambiguous, alreadyExists, invalidName
        /// A name inside a call, such as a group of a new account, does not exist.
        case unknown
        /// The account or group that the call names does not exist.
        case notFound
        case unavailable, accessDenied, conflict
        /// The change would leave nobody who can administer.
        case lastAdministrator
    }
    public let code: Code
    public let message: String

    package static let lastAdministrator = DirectoryError(
        .lastAdministrator,
        "This would leave CA Administrators without an enabled member who has a password, and nobody could undo it. Add another one first."
    )

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
