import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIDirectory

/// The content of the status pages.
struct ServerStatus: Sendable {
    let readiness: Readiness
    let traffic: TrafficCounters
    let metrics: MetricsRegistry
}

/// Answers the questions of operators and their machines: is the server alive, can it serve, what has it done.
struct StatusFrontEnd: FrontEnd {
    enum Page: String, CaseIterable {
        case healthz, readyz, metrics
    }

    let page: Page
    let status: ServerStatus

    var prefix: String { "/" + page.rawValue }
    let listeners = Set(Listener.allCases)
    let door = Caller.Door.api
    var authentication: FrontEndAuthentication { page == .metrics ? .schemesFromElsewhere(CredentialScheme.allCases) : .none }

    func route(of request: Request, at path: String) throws {
        guard path == prefix else { throw Refusal.noSuchPath }
        try Refusal.require(["GET", "HEAD"], request)
    }

    func isShort(_ route: Void, _ request: Request) -> Bool { true }

    func respond(to request: Request, on route: Void, context: FrontEndContext) -> Response {
        var response: Response
        switch page {
        // The page only shows that the listener answers.
        case .healthz: response = Response.text("ok\n")
        case .readyz:
            let facts = status.readiness.facts.map { "\($0)\n" }.joined()
            let warnings = facts + status.readiness.warnings.map { "warning: \($0)\n" }.joined()
            if let failure = status.readiness.failure {
                response = Response.text("not ready: \(failure)\n" + warnings, status: .serviceUnavailable)
            } else {
                response = Response.text("ready\n" + warnings)
            }
        case .metrics:
            response = Response.octets(
                Array((status.traffic.text + status.metrics.text).utf8),
                mediaType: "text/plain; version=0.0.4; charset=utf-8"
            )
        }
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
