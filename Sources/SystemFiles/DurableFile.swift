/// A file that appears complete or not at all, and is on the disk when the call returns: temporary name, flush, final name, flush of the directory.
package enum DurableFile {
    package enum IfPresent: Sendable { case replace, keep }

    /// What is on the disk when `write` returns.
    package enum Durability: Sendable {
        /// The file under its name.
        case whole
        /// The content. The name is old or new after a power cut, until a later `whole` write in the same directory.
        case content
        /// Nothing; after a power cut the file may be there with no octets. For what can be made again.
        case none
    }

    private static let suffix = ".new"

    /// Removes what a killed process left half-written. Only for a directory that no other process uses.
    package static func sweep(_ directory: String) throws(FileError) {
        for name in try SystemCalls.names(in: directory) where name.hasPrefix(".") && name.hasSuffix(suffix) {
            unlink(directory + "/" + name)
        }
    }

    /// - Parameters:
    ///   - mode: of the new file.
    ///   - narrowedByUmask: the user's umask takes its part of `mode` away, as it does for other files that a command makes.
    /// - Returns: false when the file was there and is kept.
    @discardableResult
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: mode_t,
        narrowedByUmask: Bool = false,
        ifPresent: IfPresent = .replace,
        durability: Durability = .whole
    ) throws(FileError) -> Bool {
        let (temporary, descriptor) = try create(beside: path, mode: mode)
        var isNamed = true
        defer { if isNamed { unlink(temporary) } }
        do {
            defer { SystemCalls.close(descriptor) }
            if !narrowedByUmask, fchmod(descriptor, mode) != 0 { throw .call("set the mode of", path, code: errno) }
            try SystemCalls.write(bytes, to: descriptor, path)
            if durability != .none { try SystemCalls.flush(descriptor, path) }
        }
        switch ifPresent {
        case .replace:
            guard rename(temporary, path) == 0 else { throw .call("write", path, code: errno) }
        case .keep:
            // A link fails where a rename would replace: no moment in which an existing key could be lost.
            let code = link(temporary, path) == 0 ? 0 : errno
            unlink(temporary)
            isNamed = false
            if code == EEXIST { return false }
            guard code == 0 else { throw .call("create", path, code: code) }
        }
        isNamed = false
        if durability == .whole { try SystemCalls.flush(directory: directory(of: path)) }
        return true
    }

    /// The same for a name in a directory.
    @discardableResult
    package static func write(_ bytes: [UInt8], directory: String, name: String, mode: mode_t, ifPresent: IfPresent = .replace)
        throws(FileError) -> Bool
    {
        try write(bytes, to: directory + "/" + name, mode: mode, ifPresent: ifPresent)
    }

    /// Finds out whether `write` could make its file, and leaves nothing behind.
    package static func probe(_ path: String) throws(FileError) {
        let (temporary, descriptor) = try create(beside: path, mode: 0o600)
        SystemCalls.close(descriptor)
        unlink(temporary)
    }

    /// Makes a directory, readable by its owner only, and those above it that are missing. Each is on the disk when the call returns.
    package static func makeDirectories(_ paths: String...) throws(FileError) { try makeDirectories(paths) }

    /// The same for several, where each directory above them is flushed once.
    package static func makeDirectories(_ paths: [String]) throws(FileError) {
        var changed: [String] = []
        for path in paths {
            var built = path.hasPrefix("/") ? "" : "."
            for part in path.unicodeScalars.split(separator: "/") {
                built += "/" + String(part)
                if mkdir(built, 0o700) == 0 {
                    let parent = directory(of: built)
                    if !changed.contains(parent) { changed.append(parent) }
                } else if errno != EEXIST {
                    throw .call("make the directory", built, code: errno)
                }
            }
        }
        for parent in changed { try SystemCalls.flush(directory: parent) }
    }

    /// The number is drawn, so that in a directory that others may write nobody has laid a file there before, and two writers never share one.
    private static func create(beside path: String, mode: mode_t) throws(FileError) -> (path: String, descriptor: Int32) {
        let name = path.unicodeScalars.split(separator: "/").last.map { String($0) } ?? ""
        let number = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        let temporary = "\(directory(of: path))/.\(name).\(getpid())-\(number)\(suffix)"
        do {
            return (temporary, try SystemCalls.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode))
        } catch .call(_, _, code: let code) {
            throw .call("create", path, code: code)
        }
    }

    private static func directory(of path: String) -> String {
        // Scalars, because a name may begin with a combining mark, which makes one character with the slash.
        guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
