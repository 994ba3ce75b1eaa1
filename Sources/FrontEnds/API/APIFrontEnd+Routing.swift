import HTTPTypes
import CAInterface
import HummingbirdCore
import PKIDirectory
import WireProtocols

extension APIFrontEnd: FrontEnd {
    /// An existing path, or the reason why a path does not exist. Only callers who have signed in are told the reason.
    typealias Route = Result<APIPath, BodyError>

    var prefix: String { "/api/v1" }
    var door: Caller.Door { .api }

    func route(of request: Request, at path: String) throws -> Route {
        let path = Result { () throws(BodyError) in try APIPath(path: path) }
        switch path {
        case .failure(let fault): return .failure(fault)
        case .success(let path?):
            try Refusal.require(path.route.methods, request)
            return .success(path)
        case .success(nil): throw Refusal.noSuchPath
        }
    }

    func isShort(_ route: Route, _ request: Request) -> Bool {
        if case .success(.requests) = route { return request.method == .post }
        return false
    }

    func respond(to request: Request, on route: Route, context: FrontEndContext) async throws -> Response {
        try await response(try route.get(), request, context.query, try context.caller)
    }
}
