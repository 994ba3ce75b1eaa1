import SystemFiles

/// The lock on a directory while a restore works in it. It belongs to the open directory (`flock`), so that a killed restore can be distinguished from a
/// running one, even in other containers, where process numbers mean nothing.
final class StagingLock: Sendable {
    private let descriptor: Int32

    /// - Parameter waits: whether to wait until another process releases it.
    /// - Returns: nil when another process has it.
    init?(_ path: String, waits: Bool = false) throws {
        let opened = try SystemCalls.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        guard SystemCalls.lock(opened, waits: waits) else {
            let code = errno
            SystemCalls.close(opened)
            guard code == EWOULDBLOCK else { throw StoreError("cannot lock \(path): \(SystemCalls.message(code))") }
            return nil
        }
        // Only now: an initializer that fails after its last property is set runs `deinit` too, and a descriptor must be closed once.
        descriptor = opened
    }

    deinit { SystemCalls.close(descriptor) }
}
