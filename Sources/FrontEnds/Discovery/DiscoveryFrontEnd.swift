import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

/// The CAs of this server, for everybody who looks for one (RFC 8615).
struct DiscoveryFrontEnd: FrontEnd {
    let authorities: any AuthoritySource

    let prefix = DiscoveryBody.path
    let authentication = FrontEndAuthentication.none
    let door = Caller.Door.api

    func route(of request: Request, at path: String) throws {
        guard path.utf8.count == prefix.utf8.count else { throw Refusal.noSuchPath }
        try Refusal.require(["GET", "HEAD"], request)
    }

    func isShort(_ route: Void, _ request: Request) -> Bool { true }

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        var response = try Response.json(try DiscoveryBody(try await authorities.authorities()))
        // An authority that was renewed must be seen at once, as its certificate is under `/aia`.
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
