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
        let path = try route.get()
        if let query = context.query, !query.isEmpty { try Self.check(query, of: path.route) }
        return try await response(path, request, context.query, try context.caller)
    }

    /// A misspelled parameter is not ignored: the answer would be that of another question.
    private static func check(_ query: Substring, of route: APIRoute) throws(BodyError) {
        let known = route.parameters
        for name in QueryParameters.names(in: query) where !known.contains(name) {
            let meant = Nearest.to(name, among: known)
            let all = known.isEmpty ? "this path takes none" : "the parameters are \(known.joined(separator: ", "))"
            throw BodyError(
                field: String(name.prefix(100)),
                value: String(query.prefix(200)),
                reason: "there is no query parameter \(name.prefix(100)); \(meant.map { "did you mean \($0)? T" } ?? "t")\(all.dropFirst())"
            )
        }
    }
}
