import PortableFoundation
import Synchronization

#if canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#elseif canImport(Darwin)
    package import Darwin
#endif

/// A file that appears complete or not at all, and is on the disk when the call returns: temporary name, flush, final name, flush of the directory.
package enum DurableFile {
    package enum IfPresent: Sendable { case replace, keep }

    private static let suffix = ".new"
    /// Two writes of one name never share a temporary file.
    private static let writes = Atomic<Int>(0)

    /// Removes what a killed process left half-written. Only for a directory that no other process uses.
    static func sweep(_ directory: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) where name.hasPrefix(".") && name.hasSuffix(suffix) {
            unlink(directory + "/" + name)
        }
    }

    /// - Returns: false when the file was there and is kept.
    @discardableResult
    package static func write(_ bytes: [UInt8], directory: String, name: String, mode: mode_t, ifPresent: IfPresent = .replace) throws
        -> Bool
    {
        let path = directory + "/" + name
        let number = writes.add(1, ordering: .relaxed).newValue
        let temporary = directory + "/." + name + "." + String(getpid()) + "-" + String(number) + suffix
        let descriptor = try SystemCalls.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: mode)
        do {
            defer { SystemCalls.close(descriptor) }
            // The mode given to open is narrowed by the umask and ignored for a file that was there.
            guard fchmod(descriptor, mode) == 0 else { throw StoreError("cannot set the mode of \(temporary): \(SystemCalls.message())") }
            try SystemCalls.write(bytes, to: descriptor, temporary)
            try SystemCalls.flush(descriptor, temporary)
            switch ifPresent {
            case .replace:
                guard rename(temporary, path) == 0 else { throw StoreError("cannot put \(path) in place: \(SystemCalls.message())") }
            case .keep:
                // A link fails where a rename would replace: no moment in which an existing key could be lost.
                let linked = link(temporary, path) == 0
                let code = errno
                unlink(temporary)
                if !linked {
                    if code == EEXIST { return false }
                    throw StoreError("cannot put \(path) in place: \(SystemCalls.message(code))")
                }
            }
        } catch {
            unlink(temporary)
            throw error
        }
        try SystemCalls.flush(directory: directory)
        return true
    }
}
