package import CAInterface
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Small files that a kill or power cut leaves whole: written beside, flushed, renamed, and the folder flushed.
package enum DurableFile {
    static func makeFolder(_ path: String) throws(CAError) {
        var built = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            built += "/" + part
            if mkdir(built, 0o700) == 0 { flushFolder(of: built) } else if errno != EEXIST { throw failure("make the folder", built) }
        }
    }

    /// - Parameter mode: of a new file; 0600 keeps it from everybody else.
    package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(CAError) {
        let temporary = path + ".\(getpid()).\(UInt32.random(in: 0...UInt32.max)).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode_t(mode))
        guard descriptor >= 0 else { throw failure("create", temporary) }
        var complete = fill(descriptor, bytes)
        complete = fsync(descriptor) == 0 && complete
        close(descriptor)
        guard complete, rename(temporary, path) == 0 else {
            let error = failure("write", path)
            unlink(temporary)
            throw error
        }
        flushFolder(of: path)
    }

    /// Finds out whether `write` could make its file, and leaves nothing behind.
    package static func probe(_ path: String) throws(CAError) {
        let temporary = path + ".\(getpid()).\(UInt32.random(in: 0...UInt32.max)).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw failure("create", path) }
        close(descriptor)
        unlink(temporary)
    }

    /// Writes the file unless there is one; two processes agree on one of the two contents.
    static func writeFirst(_ bytes: [UInt8], to path: String) throws(CAError) -> [UInt8] {
        let temporary = path + ".\(getpid()).\(UInt32.random(in: 0...UInt32.max)).new"
        try write(bytes, to: temporary)
        let linked = link(temporary, path)
        let reason = errno
        unlink(temporary)
        guard linked == 0 || reason == EEXIST else {
            throw CAError(.internal, status: .fail, "Cannot create \(path): \(String(cString: strerror(reason))).")
        }
        flushFolder(of: path)
        guard let content = try read(path) else { throw failure("read", path) }
        return content
    }

    /// - Parameter limit: a file with more octets, or one that never ends, is refused before it fills the memory.
    /// - Returns: nil when there is no such file.
    package static func read(_ path: String, atMost limit: Int = .max) throws(CAError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("open", path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            guard count >= 0 else { throw failure("read", path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw CAError(.malformed, status: .invalidData, "\(path) has more than \(limit >> 20) MiB. Check the path.")
            }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func remove(_ path: String) { unlink(path) }

    /// The names in a folder that end in `suffix`, sorted; none when there is no folder.
    static func names(in folder: String, suffix: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { names.append(name) }
        }
        return names.sorted()
    }

    private static func systemRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    private static func fill(_ descriptor: CInt, _ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private static func flushFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func failure(_ what: String, _ path: String) -> CAError {
        let reason = errno
        return CAError(
            .internal,
            status: reason == EACCES || reason == EPERM ? .accessDenied : .fail,
            "Cannot \(what) \(path): \(String(cString: strerror(reason))). Check its folder, its permissions and the free space, or choose another place."
        )
    }
}
