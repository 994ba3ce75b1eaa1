import Synchronization

/// Counts answers by status on each listener.
final class TrafficCounters: Sendable {
    private struct Key: Hashable {
        let status: Int
        let isSecure: Bool
    }

    private let counts = Mutex<[Key: Int]>([:])

    func count(status: Int, isSecure: Bool) {
        counts.withLock { $0[Key(status: status, isSecure: isSecure), default: 0] += 1 }
    }

    /// Prometheus text.
    var text: String {
        let counts = counts.withLock { $0 }
        var text =
            "# HELP chancery_http_answers_total Answers given, by listener and HTTP status.\n# TYPE chancery_http_answers_total counter\n"
        for (key, count) in counts.sorted(by: { ($0.key.status, $0.key.isSecure ? 1 : 0) < ($1.key.status, $1.key.isSecure ? 1 : 0) }) {
            text += "chancery_http_answers_total{listener=\"\(key.isSecure ? "https" : "http")\",status=\"\(key.status)\"} \(count)\n"
        }
        return text
    }
}
