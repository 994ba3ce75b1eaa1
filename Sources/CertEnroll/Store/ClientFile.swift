package import CAInterface
package import SystemFiles

/// The files of a client. They are written so that a kill or power cut leaves them whole, and errors are those of this library.
package enum ClientFile {
    static func makeFolder(_ path: String) throws(CAError) { try makeFolders([path]) }

    static func makeFolders(_ paths: [String]) throws(CAError) {
        do { try DurableFile.makeDirectories(paths) } catch { throw failure(error) }
    }

    /// - Parameter mode: the mode of the new file, less the bits that the umask removes; 0600 keeps it from everybody else.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32 = 0o600,
        durability: DurableFile.Durability = .whole
    ) throws(CAError) {
        do {
            try DurableFile.write(bytes, to: path, mode: mode_t(mode), narrowedByUmask: true, durability: durability)
        } catch {
            throw failure(error)
        }
    }

    /// Makes a folder that only its owner may use, and keeps every other process that asks for it out while `body` runs.
    package static func whileAlone(in folder: String, _ body: () throws -> Void) throws {
        try makeFolder(folder)
        do {
            let descriptor = try SystemCalls.open(folder, O_RDONLY | O_DIRECTORY)
            defer { SystemCalls.close(descriptor) }
            guard SystemCalls.lock(descriptor, waits: true) else { throw FileError.call("lock", folder, code: errno) }
            try body()
        } catch let error as FileError {
            throw failure(error)
        }
    }

    /// Checks whether `write` could make its file, and leaves nothing behind.
    package static func probe(_ path: String) throws(CAError) {
        do { try DurableFile.probe(path) } catch { throw failure(error) }
    }

    /// Writes the file unless it exists; two processes agree on one of the two contents.
    /// - Returns: the content of the file, which is another one when it existed.
    package static func writeFirst(
        _ bytes: [UInt8],
        to path: String,
        durability: DurableFile.Durability = .whole
    ) throws(CAError) -> [UInt8] {
        do throws(FileError) {
            try DurableFile.write(bytes, to: path, mode: 0o600, narrowedByUmask: true, ifPresent: .keep, durability: durability)
            guard let content = try SystemCalls.contents(of: path) else { throw FileError.call("read", path, code: ENOENT) }
            return content
        } catch {
            throw failure(error)
        }
    }

    /// - Parameter limit: the largest number of octets. A larger file, or one that never ends, is refused before it fills the memory.
    /// - Returns: nil when the file does not exist.
    package static func read(_ path: String, atMost limit: Int = .max) throws(CAError) -> [UInt8]? {
        do { return try SystemCalls.contents(of: path, atMost: limit) } catch { throw failure(error) }
    }

    static func exists(_ path: String) -> Bool { SystemCalls.exists(path) }

    static func remove(_ path: String) { unlink(path) }

    /// Removes a file that may be gone already.
    /// - Throws: `CAError` when the file stays.
    static func delete(_ path: String) throws(CAError) {
        guard unlink(path) != 0, errno != ENOENT else { return }
        throw failure(.call("remove", path, code: errno))
    }

    /// The names in a folder that end in `suffix`, sorted; empty when the folder does not exist.
    static func names(in folder: String, suffix: String) -> [String] {
        ((try? SystemCalls.names(in: folder)) ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    }

    static func failure(_ error: FileError) -> CAError {
        switch error {
        case .call(let action, let path, let code):
            CAError(
                .internal,
                status: code == EACCES || code == EPERM ? .accessDenied : .fail,
                "Cannot \(action) \(path): \(SystemCalls.message(code)). Check its folder, its permissions and the free space, or choose another place."
            )
        case .tooLarge(let path, let limit):
            CAError(.malformed, status: .invalidData, "\(path) has more than \(limit >> 20) MiB. Check the path.")
        }
    }
}
