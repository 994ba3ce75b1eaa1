package import CAInterface
package import HummingbirdCore
package import PKIDirectory

/// One way into the server: where it is reached, how its callers sign in, and what it answers.
///
/// Every way in is a front end, and ``MountedFrontEnds`` lists them all. The server signs callers in before a front end sees their request, so that none can forget to.
package protocol FrontEnd: Sendable {
    /// What ``route(of:at:)`` finds out before anybody signs in, handed to ``respond(to:on:context:)`` so that a path is read once.
    associatedtype Route: Sendable = Void

    /// The first path segments in lower case, beginning with a slash and without one at the end, e.g. `/certificatemanagement`. Everything below belongs
    /// to the front end. Compared case-insensitively: administrators type these paths, and the servers they come from do not care.
    /// Of two front ends the one with the longer prefix is asked.
    var prefix: String { get }
    var listeners: Set<Listener> { get }
    var authentication: FrontEndAuthentication { get }
    /// The name of this way in, as the record shows it.
    var door: Caller.Door { get }

    /// Refuses requests that nobody may make, whoever it is: no such path, a wrong method. Runs before sign-in.
    /// - Parameter path: percent-encoded, without the query.
    /// - Throws: a refusal, or `CAError`.
    func route(of request: Request, at path: String) throws -> Route

    /// Whether the answer is made in about the time of a TLS handshake. It is then made on the event loop of the connection, where everything longer would
    /// hold up other connections.
    func isShort(_ route: Route, _ request: Request) -> Bool

    /// Answers one request. The body has not been read; read it with `context.body(of:)`, which keeps the size limit.
    ///
    /// A thrown `CAError` becomes problem+json; a front end with error shapes of its own catches before that, all but `ConnectionError`.
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
