package import Metrics
import Synchronization

/// Keeps the values that the program reports through swift-metrics, and shows them as Prometheus text (exposition format 0.0.4).
///
/// Timers and aggregating recorders appear as summaries without quantiles: a count and a sum. Timers are in seconds.
package final class MetricsRegistry: MetricsFactory {
    private enum Kind: String { case counter, gauge, summary }

    private struct Series: Hashable {
        let name: String
        let labels: String
    }

    private struct State {
        var kinds: [String: Kind] = [:]
        var series: [Series: Measurement] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        measurement(label, dimensions, .counter)
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let measurement = measurement(label, dimensions, aggregate ? .summary : .gauge)
        return RecordedMeasurement(measurement: measurement, aggregates: aggregate)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { measurement(label, dimensions, .summary) }

    // A value stays after its handler is gone: a counter that vanishes looks like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// Prometheus text, ordered by name.
    package var text: String {
        let state = state.withLock { $0 }
        var text = ""
        var last = ""
        for (series, measurement) in state.series.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            let kind = state.kinds[series.name] ?? .gauge
            if series.name != last { text += "# TYPE \(series.name) \(kind.rawValue)\n" }
            last = series.name
            let (count, sum) = measurement.values
            if kind == .summary {
                text += "\(series.name)_count\(series.labels) \(count)\n\(series.name)_sum\(series.labels) \(sum)\n"
            } else {
                text += "\(series.name)\(series.labels) \(sum == sum.rounded() && abs(sum) < 1e15 ? String(Int64(sum)) : String(sum))\n"
            }
        }
        return text
    }

    private func measurement(_ label: String, _ dimensions: [(String, String)], _ kind: Kind) -> Measurement {
        let labels = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        let series = Series(name: Self.name(label), labels: labels.isEmpty ? "" : "{\(labels)}")
        return state.withLock { state in
            if let known = state.series[series] { return known }
            let new = Measurement()
            state.series[series] = new
            if state.kinds[series.name] == nil { state.kinds[series.name] = kind }
            return new
        }
    }

    /// Letters, digits and underscores, as Prometheus names allow.
    private static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }
}

/// A count and a sum.
private final class Measurement: CounterHandler, TimerHandler {
    private let state = Mutex<(count: Int, sum: Double)>((0, 0))

    var values: (count: Int, sum: Double) { state.withLock { $0 } }

    func increment(by amount: Int64) { add(Double(amount)) }
    func reset() { state.withLock { $0 = (0, 0) } }
    func recordNanoseconds(_ duration: Int64) { add(Double(duration) / 1e9) }

    func add(_ value: Double) {
        state.withLock {
            $0.count += 1
            $0.sum += value
        }
    }

    func set(_ value: Double) {
        state.withLock {
            $0.count += 1
            $0.sum = value
        }
    }
}

private final class RecordedMeasurement: RecorderHandler {
    private let measurement: Measurement
    private let aggregates: Bool

    init(measurement: Measurement, aggregates: Bool) {
        self.measurement = measurement
        self.aggregates = aggregates
    }

    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
        if aggregates { measurement.add(value) } else { measurement.set(value) }
    }
}
