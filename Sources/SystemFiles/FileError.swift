/// A file that could not be read, written or put in place.
package enum FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A system call failed. `action` is a verb with what belongs to it, such as "open".
    case call(_ action: String, _ path: String, code: Int32)
    /// The file has more octets than the reader is ready to hold.
    case tooLarge(_ path: String, limit: Int)

    package var description: String {
        switch self {
        case .call(let action, let path, let code): "cannot \(action) \(path): \(SystemCalls.message(code))"
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit) bytes and is not read; it is not one of our files"
        }
    }
}
