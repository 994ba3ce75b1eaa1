package import CAInterface
package import HummingbirdCore
package import PKIDirectory

/// One way into the server: its paths, the way its callers sign in, and its answers.
///
/// ``MountedFrontEnds`` lists all front ends. The server signs callers in before a front end sees their request, so no front end can forget to.
package protocol FrontEnd: Sendable {
    /// The result of ``route(of:at:)``, which runs before sign-in. ``respond(to:on:context:)`` receives it, so a path is read only once.
    associatedtype Route: Sendable = Void

    /// The first path segments in lowercase, with a slash at the beginning and none at the end, for example `/certificatemanagement`. Everything below
    /// belongs to the front end. The comparison is case-insensitive: administrators type these paths, and the servers that they know ignore case. If two
    /// front ends match, the longer prefix wins.
    var prefix: String { get }
    var listeners: Set<Listener> { get }
    var authentication: FrontEndAuthentication { get }
    /// The name of this front end in the record.
    var door: Caller.Door { get }

    /// Refuses requests that nobody may make: an unknown path, a wrong method. Runs before sign-in.
    /// - Parameter path: percent-encoded, without the query.
    /// - Throws: a refusal, or `CAError`.
    func route(of request: Request, at path: String) throws -> Route

    /// True if the answer takes about as long as a TLS handshake. It is then made on the event loop of the connection, where longer work would delay other
    /// connections.
    func isShort(_ route: Route, _ request: Request) -> Bool

    /// Answers one request. The body has not been read: read it with `context.body(of:)`, which enforces the size limit.
    ///
    /// A thrown `CAError` becomes problem+json. A front end with its own form of errors catches all errors first, except `ConnectionError`.
    func respond(to request: Request, on route: Route, context: FrontEndContext) async throws -> Response
}

extension FrontEnd {
    package var listeners: Set<Listener> { [.https] }
    package var authentication: FrontEndAuthentication { .schemes(CredentialScheme.allCases) }
    package func isShort(_ route: Route, _ request: Request) -> Bool { false }
}

extension FrontEnd where Route == Void {
    package func route(of request: Request, at path: String) {}
}
