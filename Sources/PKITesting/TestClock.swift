package import PortableFoundation
import Synchronization

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    private let time: Mutex<(now: Date, uptime: TimeInterval)>

    package init(_ time: Date = Date(timeIntervalSince1970: 1_795_219_200)) { self.time = Mutex((time, 0)) }

    package var now: Date { time.withLock { $0.now } }
    /// Seconds that passed, whatever the time of day was set to.
    package var uptime: TimeInterval { time.withLock { $0.uptime } }

    /// Time passes.
    package func advance(seconds: Double) {
        time.withLock {
            $0.now = $0.now.addingTimeInterval(seconds)
            $0.uptime += seconds
        }
    }

    /// Somebody sets the time of day, forward or back, and no time passes.
    package func set(back seconds: Double) { time.withLock { $0.now = $0.now.addingTimeInterval(-seconds) } }
}
