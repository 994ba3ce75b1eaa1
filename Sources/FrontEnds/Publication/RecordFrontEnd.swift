import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PKIFormats

/// The log over the record, for everybody: `/record/checkpoint` and `/record/tile/…` (C2SP tlog-tiles). A database that was restored has a log of its own below
/// `/record/2`, and so on; the tiles are those of all.
struct RecordFrontEnd: FrontEnd {
    enum Route: Hashable, Sendable {
        /// - Parameter generation: nil for the present log.
        case checkpoint(generation: Int?)
        case tile(TilePath)
    }

    let source: any RecordSource

    let prefix = "/record"
    let listeners = Set(Listener.allCases)
    let authentication = FrontEndAuthentication.none
    let door = Caller.Door.api

    func route(of request: Request, at path: String) throws -> Route {
        guard let route = Self.route(path) else { throw Refusal.noSuchPath }
        try Refusal.require(["GET", "HEAD"], request)
        return route
    }

    func isShort(_ route: Route, _ request: Request) -> Bool { true }

    func respond(to request: Request, on route: Route, context: FrontEndContext) async throws -> Response {
        switch route {
        case .checkpoint(let generation):
            guard let state = source.logState(), !state.checkpoint.isEmpty, generation == nil || generation == state.generation else {
                throw Refusal.noSuchPath
            }
            var response = Response.text(state.checkpoint)
            response.headers[.cacheControl] = "public, max-age=1"
            return response
        case .tile(let path):
            guard let octets = try await source.tile(path) else { throw Refusal.noSuchPath }
            var response = Response.octets(octets, mediaType: "application/octet-stream")
            // A tile never changes: a longer one has another address.
            response.headers[.cacheControl] = "public, max-age=31536000, immutable"
            return response
        }
    }

    /// Paths are compared exactly: other programs make them.
    static func route(_ path: String) -> Route? {
        var rest = path.dropFirst("/record/".count)
        var generation: Int?
        if let slash = rest.firstIndex(of: "/"), let number = Int(rest[..<slash]), String(number) == rest[..<slash], number > 1 {
            generation = number
            rest = rest[rest.index(after: slash)...]
        }
        if rest == "checkpoint" { return .checkpoint(generation: generation) }
        return TilePath(String(rest)).map { .tile($0) }
    }
}
