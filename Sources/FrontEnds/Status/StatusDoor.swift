import HTTPTypes
import HummingbirdCore

/// What operators and their machines ask: is it alive, can it serve, what has it done.
struct StatusDoor: Sendable {
    enum Page {
        case healthz, readyz, metrics

        init?(path: String) {
            switch path {
            case "/healthz": self = .healthz
            case "/readyz": self = .readyz
            case "/metrics": self = .metrics
            default: return nil
            }
        }
    }

    let readiness: Readiness
    let traffic: TrafficCounters
    let metrics: MetricsRegistry

    func answer(_ page: Page) -> Response {
        var response: Response
        switch page {
        // The listener answers: that is all this page says.
        case .healthz: response = Answer.text("ok\n")
        case .readyz:
            if let failure = readiness.failure {
                response = Answer.text("not ready: \(failure)\n", status: .serviceUnavailable)
            } else {
                response = Answer.text("ready\n")
            }
        case .metrics:
            response = Answer.octets(Array((traffic.text + metrics.text).utf8), mediaType: "text/plain; version=0.0.4; charset=utf-8")
        }
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
