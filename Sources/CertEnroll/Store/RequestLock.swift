import CAInterface
import SystemFiles

/// Shows that somebody works on a request of the store. The system drops it when the process ends in any way, so nobody works on a request
/// without a lock anymore.
final class RequestLock {
    private let descriptor: CInt

    /// - Parameter waits: whether the thread waits until nobody else holds it.
    /// - Returns: nil when another holds it and nobody waits.
    init?(path: String, waits: Bool = false) throws(CAError) {
        let descriptor: CInt
        do { descriptor = try SystemCalls.open(path, O_RDWR | O_CREAT) } catch { throw ClientFile.failure(error) }
        guard SystemCalls.lock(descriptor, waits: waits) else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { return nil }
            throw CAError(.internal, status: .fail, "Cannot lock \(path): \(SystemCalls.message(reason)).")
        }
        self.descriptor = descriptor
    }

    deinit {
        // Closing is not enough: a child that another thread has forked, and that has not yet executed its program, has a copy of the
        // descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
