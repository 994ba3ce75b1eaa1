import CAInterface
import CertEnroll
import Foundation
import SystemFiles

/// The destination of a result. It is tried before anything is sent, so that no certificate is issued that cannot be written.
///
/// A regular file is written under another name, flushed and renamed: a kill leaves the old content or the new. Anything else, such as a device, a
/// pipe or standard output, is opened and written in place, because a rename would put a file in place of the device.
struct OutputFile {
    let path: String
    /// Whether writing it replaces a regular file that is there already.
    let replaces: Bool
    private let place: Place
    private let mode: UInt32

    private enum Place {
        case renamed(target: String)
        /// If its folder allows no new files, a regular file is truncated first; other kinds of file are not.
        case inPlace(FileHandle, isRegular: Bool)
    }

    /// - Parameters:
    ///   - path: `-` is the standard output.
    ///   - secret: only the owner may read it.
    ///     - overwrites: an existing regular file may be replaced.
    /// - Throws: `CAError` with 0x80070050 for a file that must not be replaced, and with 0x80070005 or 0x80004005 when it cannot be written.
    init(_ path: String, secret: Bool = false, overwrites: Bool = true) throws {
        self.path = path
        guard !path.isEmpty else {
            throw CAError(.malformed, status: .invalidArgument, "The name of a file to write is empty. Give a name, or omit the argument.")
        }
        mode = secret ? 0o600 : 0o644
        if let number = Self.descriptor(path) {
            let copy = dup(number)
            guard copy >= 0 else { throw Self.failure(path) }
            place = .inPlace(FileHandle(fileDescriptor: copy, closeOnDealloc: true), isRegular: false)
            replaces = false
            return
        }
        var target = path
        if Self.kind(path) == .typeSymbolicLink {
            // The target of the link is replaced, not the link.
            guard let resolved = realpath(path, nil) else { throw Self.failure(path) }
            target = String(cString: resolved)
            free(resolved)
        }
        guard let kind = Self.kind(target) else {
            try ClientFile.probe(target)
            place = .renamed(target: target)
            replaces = false
            return
        }
        guard kind == .typeRegular else {
            place = .inPlace(try Self.opened(target, named: path), isRegular: false)
            replaces = false
            return
        }
        replaces = true
        guard overwrites else {
            throw CAError(
                .conflict,
                status: .fileExists,
                "The file \(path) exists. Name another file, or give -f to overwrite it. Nothing was done."
            )
        }
        do {
            try ClientFile.probe(target)
            place = .renamed(target: target)
        } catch {
            place = .inPlace(try Self.opened(target, named: path), isRegular: true)
        }
    }

    /// - Throws: `CAError` when two results would go into one regular file, so that only the last would be left, or into the file that was
    /// read.
    static func requireDistinct(_ files: [OutputFile?], input: String? = nil) throws {
        var seen: Set<String> = []
        if let input, input != "-", let resolved = identity(of: input) { seen.insert(resolved) }
        for file in files.compactMap({ $0 }) {
            guard case .renamed(let target) = file.place, let place = identity(of: target) else { continue }
            guard seen.insert(place).inserted else {
                throw CAError(
                    .conflict,
                    status: .invalidArgument,
                    "\(file.path) is named twice, and one content would replace the other. Name another file. Nothing was sent."
                )
            }
        }
    }

    /// The actual folder, whichever path leads there, and the name in it.
    private static func identity(of path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let resolved = realpath(folder, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved) + "/" + name
    }

    func write(_ bytes: [UInt8]) throws {
        switch place {
        case .renamed(let target): try ClientFile.write(bytes, to: target, mode: mode, durability: .content)
        case .inPlace(let file, let isRegular):
            do {
                if isRegular {
                    // A key must not be in a file that others can read.
                    if mode == 0o600, fchmod(file.fileDescriptor, mode_t(mode)) != 0 { throw Self.failure(path) }
                    try file.truncate(atOffset: 0)
                }
                try file.write(contentsOf: Data(bytes))
            } catch let error as CAError {
                throw error
            } catch {
                throw CAError(
                    .internal,
                    status: .fail,
                    "Cannot write \(path): \(String(cString: strerror(errno))). Choose another place.",
                    cause: error
                )
            }
        }
    }

    /// The status of the file itself, not of a link's target; nil when it does not exist.
    private static func kind(_ path: String) -> FileAttributeType? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    }

    private static func opened(_ target: String, named path: String) throws -> FileHandle {
        let descriptor = open(target, O_WRONLY | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// The names of open descriptors. Opening such a name would write the file from its beginning, over the text already printed.
    private static func descriptor(_ path: String) -> CInt? {
        switch path {
        case "-", "/dev/stdout": return 1
        case "/dev/stderr": return 2
        default:
            for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) { return CInt(path.dropFirst(folder.count)) }
            return nil
        }
    }

    private static func failure(_ path: String) -> CAError {
        let reason = errno
        return CAError(
            .internal,
            status: reason == EACCES || reason == EPERM ? .accessDenied : .fail,
            "Cannot write \(path): \(String(cString: strerror(reason))). Choose another place."
        )
    }
}
