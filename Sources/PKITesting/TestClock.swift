package import PortableFoundation
import Synchronization

/// A clock that does not move until a test moves it.
package final class TestClock: Sendable {
    private let time: Mutex<(now: Date, uptime: TimeInterval)>

    package init(_ time: Date = Date(timeIntervalSince1970: 1_795_219_200)) { self.time = Mutex((time, 0)) }

    package var now: Date { time.withLock { $0.now } }
    /// The seconds that passed, independent of changes to the time of day.
    package var uptime: TimeInterval { time.withLock { $0.uptime } }

    /// Lets time pass.
    package func advance(seconds: Double) {
        time.withLock {
            $0.now = $0.now.addingTimeInterval(seconds)
            $0.uptime += seconds
        }
    }

    /// Sets the time of day, forward or back, without letting time pass.
    package func set(back seconds: Double) { time.withLock { $0.now = $0.now.addingTimeInterval(-seconds) } }
}
