import Foundation
import Synchronization
import SystemFiles

/// Reads a pipe to its end on its own thread.
final class PipeReader: Sendable {
    private let content = Mutex<[UInt8]>([])
    private let finished = DispatchSemaphore(value: 0)

    /// - Parameter descriptor: closed at the end.
    init(_ descriptor: Int32) {
        Thread.detachNewThread { [self] in
            readToEnd(descriptor)
            SystemCalls.close(descriptor)
            finished.signal()
        }
    }

    /// Waits for the end of the pipe and returns its octets.
    func bytes() -> [UInt8] {
        finished.wait()
        return content.withLock { $0 }
    }

    private func readToEnd(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                content.withLock { $0.append(contentsOf: buffer.prefix(count)) }
            } else if count == 0 || errno != EINTR {
                return
            }
        }
    }
}
