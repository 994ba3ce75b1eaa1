import SystemFiles

/// The directory of one installation. One process holds it at a time.
///
/// The lock belongs to the open file (`flock`), so it ends with the process, however that ends, and a stale file keeps nobody out.
package final class DataDirectory: Sendable {
    package let path: String
    private let descriptor: Int32

    /// Makes the directory if it is absent, denies others access, and locks it.
    /// - Throws: `StoreError` that names the process that holds it.
    package init(path: String) throws {
        try SystemCalls.makeDirectory(path)
        guard chmod(path, 0o700) == 0 else {
            throw StoreError("cannot close \(path) to others: \(SystemCalls.message()); it must belong to the user who runs the server")
        }
        let lockPath = path + "/lock"
        let descriptor = try SystemCalls.open(lockPath, O_RDWR | O_CREAT | O_NOFOLLOW)
        do {
            if !SystemCalls.lock(descriptor, waits: false) {
                guard errno == EWOULDBLOCK else { throw StoreError("cannot lock \(lockPath): \(SystemCalls.message())") }
                let holder = String(decoding: (try SystemCalls.contents(of: lockPath, atMost: 64)) ?? [], as: UTF8.self)
                let digits = String(holder.prefix { $0.isNumber })
                throw StoreError(
                    "\(path) is in use by process \(digits.isEmpty ? "of another program" : digits); stop that one first, or choose another directory with --data"
                )
            }
            guard ftruncate(descriptor, 0) == 0 else { throw StoreError("cannot write \(lockPath): \(SystemCalls.message())") }
            try SystemCalls.write(Array("\(getpid())\n".utf8), to: descriptor, lockPath)
            // If a process was killed while it changed passphrases, decide now whether the old or the new ones are valid.
            if access(path + "/keys", F_OK) == 0 { try KeyReseal(directory: path + "/keys").complete() }
        } catch {
            SystemCalls.close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    /// Releases the directory. This also happens by itself when the process ends.
    deinit {
        // Not by closing alone: a program that is started in this moment has the descriptor too, until it becomes another program.
        _ = flock(descriptor, LOCK_UN)
        SystemCalls.close(descriptor)
    }

    /// The path of a file or directory in it.
    package func path(of name: String) -> String { path + "/" + name }

    /// The database.
    package var databasePath: String { path(of: "chancery.sqlite") }
    /// The sealed keys.
    package var keysPath: String { path(of: "keys") }
    /// The bytes of everything that was signed for publication.
    package var objectsPath: String { path(of: "objects") }
    /// The files that everybody may fetch.
    package var publicationPath: String { path(of: "published") }
}
