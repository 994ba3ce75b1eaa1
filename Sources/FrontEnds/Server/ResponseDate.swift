import PortableFoundation
import Synchronization
import WireProtocols

/// The `Date` of answers (RFC 9110 §6.6.1), formatted once each second.
enum ResponseDate {
    private static let last = Mutex<(second: Int, text: String)>((0, ""))

    static var now: String {
        let second = Int(Date().timeIntervalSince1970)
        return last.withLock { last in
            if last.second != second { last = (second, HTTPDate.text(Date(timeIntervalSince1970: TimeInterval(second)))) }
            return last.text
        }
    }
}
