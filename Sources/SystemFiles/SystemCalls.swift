/// The few system calls behind files that must survive a power cut, with errors in words. A call that a signal interrupts is made again.
package enum SystemCalls {
    /// The text of the last failed call.
    package static func message(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }

    /// A program that this process starts does not inherit the descriptor.
    /// - Returns: a descriptor to close.
    package static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(FileError) -> Int32 {
        let descriptor = repeated { SystemFiles.open(path, flags | O_CLOEXEC, mode) }
        guard descriptor >= 0 else { throw .call("open", path, code: errno) }
        return descriptor
    }

    /// - Returns: nil when there is no such file.
    package static func openIfPresent(_ path: String, _ flags: Int32) throws(FileError) -> Int32? {
        do { return try open(path, flags) } catch .call(_, _, code: ENOENT) { return nil }
    }

    package static func close(_ descriptor: Int32) {
        // Not again after a signal: the descriptor is gone, and its number may be another file's by now.
        _ = SystemFiles.close(descriptor)
    }

    /// Reaches the medium: on macOS a plain `fsync` stops at the disk's cache.
    package static func flush(_ descriptor: Int32, _ path: String) throws(FileError) {
        #if canImport(Darwin)
            if repeated({ fcntl(descriptor, F_FULLFSYNC) }) == 0 { return }
        #endif
        guard repeated({ fsync(descriptor) }) == 0 else { throw .call("flush", path, code: errno) }
    }

    /// Makes a new, changed or removed name in `directory` durable. Where the system cannot do that, because the directory may be written but not
    /// read or its file system flushes no directories, the names are as durable as they get and the call succeeds.
    package static func flush(directory: String) throws(FileError) {
        do {
            let descriptor = try open(directory, O_RDONLY | O_DIRECTORY)
            defer { close(descriptor) }
            try flush(descriptor, directory)
        } catch .call(_, _, code: EACCES), .call(_, _, code: EINVAL), .call(_, _, code: ENOTSUP) {
            return
        }
    }

    package static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { rest in
                repeated { SystemFiles.write(descriptor, rest.baseAddress, rest.count) }
            }
            guard count > 0 else { throw .call("write", path, code: errno) }
            written += count
        }
    }

    /// Reads at most as many octets as the buffer has.
    /// - Returns: how many; 0 at the end of the file.
    package static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ path: String) throws(FileError) -> Int {
        let count = repeated { SystemFiles.read(descriptor, buffer.baseAddress, buffer.count) }
        guard count >= 0 else { throw .call("read", path, code: errno) }
        return count
    }

    /// - Parameter limit: a file with more octets, or one that never ends, is refused before it fills the memory.
    /// - Returns: nil when there is no such file.
    package static func contents(of path: String, atMost limit: Int = .max) throws(FileError) -> [UInt8]? {
        guard let descriptor = try openIfPresent(path, O_RDONLY) else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = try read(descriptor, into: piece, path)
            if count == 0 { return bytes }
            bytes.append(contentsOf: piece[..<count])
            guard bytes.count <= limit else { throw .tooLarge(path, limit: limit) }
        }
    }

    /// - Returns: nil when there is no such file.
    package static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Whether a file is there that is neither a directory nor a pipe or device, directly or through links.
    package static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The permission bits of a file, or of the target of a link; nil when there is no such file.
    package static func mode(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_mode & 0o7777) : nil
    }

    /// What tells a file from every other on this machine, whatever its path.
    package struct FileIdentity: Hashable, Sendable {
        package let device: UInt64
        package let node: UInt64

        init(_ status: stat) {
            device = UInt64(truncatingIfNeeded: status.st_dev)
            node = UInt64(truncatingIfNeeded: status.st_ino)
        }
    }

    /// - Parameter followsLinks: the identity of a link's target, and not of the link.
    /// - Returns: nil when there is no such file.
    package static func identity(of path: String, followsLinks: Bool) -> FileIdentity? {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return FileIdentity(status)
    }

    package static func identity(ofDescriptor descriptor: Int32) -> FileIdentity? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileIdentity(status) : nil
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a directory readable by its owner only; one that is there is left as it is.
    package static func makeDirectory(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        throw .call("make the directory", path, code: errno)
    }

    /// The names in a directory, without those of itself and its parent.
    package static func names(in directory: String) throws(FileError) -> [String] {
        guard let stream = opendir(directory) else { throw .call("read the directory", directory, code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Locks an open file for this process alone, until it is closed.
    /// - Parameter waits: until another lets go of it.
    /// - Returns: false when another has it, and for every other error, with `errno` set.
    package static func lock(_ descriptor: Int32, waits: Bool) -> Bool {
        repeated { flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) } == 0
    }

    private static func repeated<Number: SignedInteger>(_ call: () -> Number) -> Number {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
