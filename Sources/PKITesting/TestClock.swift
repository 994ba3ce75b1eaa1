package import FoundationEssentials
import Synchronization

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    private let time: Mutex<Date>

    package init(_ time: Date = Date(timeIntervalSince1970: 1_795_219_200)) { self.time = Mutex(time) }

    package var now: Date { time.withLock { $0 } }
    package func advance(seconds: Double) { time.withLock { $0 = $0.addingTimeInterval(seconds) } }
}
