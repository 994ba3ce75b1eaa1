#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few system calls behind the files of a data directory, with errors in words.
enum SystemCalls {
    /// The text of the last failed call.
    static func message(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }

    /// - Returns: a descriptor to close.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws -> Int32 {
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
        #elseif canImport(Musl)
            let descriptor = Musl.open(path, flags | O_CLOEXEC, mode)
        #else
            let descriptor = Darwin.open(path, flags | O_CLOEXEC, mode)
        #endif
        guard descriptor >= 0 else { throw StoreError("cannot open \(path): \(message())") }
        return descriptor
    }

    static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
            _ = Musl.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }

    /// Reaches the medium: on macOS a plain `fsync` stops at the disk's cache.
    static func flush(_ descriptor: Int32, _ path: String) throws {
        #if canImport(Darwin)
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
        #endif
        guard fsync(descriptor) == 0 else { throw StoreError("cannot flush \(path) to disk: \(message())") }
    }

    /// Makes a new, changed or removed name in `directory` durable.
    static func flush(directory: String) throws {
        let descriptor = try open(directory, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        try flush(descriptor, directory)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { rest in
                #if canImport(Glibc)
                    Glibc.write(descriptor, rest.baseAddress, rest.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, rest.baseAddress, rest.count)
                #else
                    Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoreError("cannot write \(path): \(message())") }
            written += count
        }
    }

    /// - Returns: nil when there is no such file.
    static func contents(of path: String, atMost limit: Int) throws -> [UInt8]? {
        let descriptor: Int32
        do {
            descriptor = try open(path, O_RDONLY)
        } catch {
            if errno == ENOENT { return nil }
            throw error
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StoreError("cannot read \(path): \(message())") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: piece[..<count])
            guard bytes.count <= limit else {
                throw StoreError("\(path) is larger than \(limit) bytes and is not read; it is not one of our files")
            }
        }
    }

    /// - Returns: nil when there is no such file.
    static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Makes a directory readable by its owner only; one that is there is left as it is.
    static func makeDirectory(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        throw StoreError("cannot make the directory \(path): \(message())")
    }
}
