import CAInterface
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Says that somebody is at work on a request of the store. The system drops it when the process ends, however it ends, so that a request without a
/// lock is one nobody works on any more.
final class RequestLock {
    private let descriptor: CInt

    /// nil when another holds it.
    init?(path: String) throws(CAError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DurableFile.failure("open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK { return nil }
            throw CAError(.internal, status: .fail, "Cannot lock \(path): \(String(cString: strerror(reason))).")
        }
        self.descriptor = descriptor
    }

    deinit {
        // Closing is not enough: a child that another thread has forked, and that has not yet executed its program, holds a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
