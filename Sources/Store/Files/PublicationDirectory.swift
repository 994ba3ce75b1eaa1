import CACore
package import CAInterface
import PortableFoundation
import Synchronization

import SystemFiles

/// Revocation lists and CA certificates as files below one directory, `crl/<name>.crl` and `aia/<name>.cer`, readable by everybody, so that another web server can serve them too. Reads come
/// from memory.
package final class PublicationDirectory: Publisher {
    private static let mediaTypes = ["crl": "application/pkix-crl", "cer": "application/pkix-cert"]
    /// A list of a million revoked certificates has about 40 MB.
    private static let largestObject = 256 << 20

    private let directory: String
    private let published: Mutex<[String: PublishedObject]>
    /// One at a time, so that of two lists the one with the higher number stays.
    private let writing = Mutex(())

    /// Makes the directory if it is absent, and reads the files published before.
    package init(directory: String) throws {
        try SystemCalls.makeDirectory(directory)
        try Self.open(directory)
        self.directory = directory
        var found: [String: PublishedObject] = [:]
        for folder in ["crl", "aia"] {
            try SystemCalls.makeDirectory(directory + "/" + folder)
            try Self.open(directory + "/" + folder)
            try DurableFile.sweep(directory + "/" + folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: directory + "/" + folder) {
                let path = folder + "/" + name
                guard let mediaType = Self.mediaType(of: path),
                    let bytes = try SystemCalls.contents(of: directory + "/" + path, atMost: Self.largestObject)
                else { continue }
                found[path] = PublishedObject(
                    path: path,
                    bytes: bytes,
                    mediaType: mediaType,
                    modified: try Self.modified(directory + "/" + path)
                )
            }
        }
        published = Mutex(found)
    }

    /// Everybody may read the files in it.
    private static func open(_ directory: String) throws {
        guard chmod(directory, 0o755) == 0 else {
            throw StoreError("cannot open the directory \(directory) to others: \(SystemCalls.message())")
        }
    }

    package func published(_ path: String) async throws -> PublishedObject? { published.withLock { $0[path] } }

    package func isIntact(_ path: String) async throws -> Bool {
        guard let count = published.withLock({ $0[path]?.bytes.count }) else { return false }
        return SystemCalls.size(of: directory + "/" + path) == count
    }

    @discardableResult package func publish(_ object: PublishedObject) async throws -> Bool {
        guard Self.mediaType(of: object.path) != nil, let slash = object.path.firstIndex(of: "/") else {
            throw StoreError("“\(object.path)” cannot be published; use crl/NAME.crl or aia/NAME.cer, with a NAME without slashes")
        }
        let folder = directory + "/" + object.path[..<slash]
        let name = String(object.path[object.path.index(after: slash)...])
        // The file's time is set too, so that a restarted server answers conditional requests in the same way.
        let seconds = Int(object.modified.timeIntervalSince1970)
        return try await DatabaseFile.offPool { [self] in
            try writing.withLock { _ in
                if let former = published.withLock({ $0[object.path] }), !object.mayReplace(former) { return false }
                try DurableFile.write(object.bytes, directory: folder, name: name, mode: 0o644, ifPresent: .replace)
                var times = [timeval(tv_sec: seconds, tv_usec: 0), timeval(tv_sec: seconds, tv_usec: 0)]
                // Only the time stamp after a restart depends on it.
                _ = utimes(folder + "/" + name, &times)
                published.withLock { $0[object.path] = object }
                return true
            }
        }
    }

    private static func mediaType(of path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.last, name.first != ".", let dot = name.lastIndex(of: "."), dot != name.startIndex,
            !name.utf8.contains(0)
        else { return nil }
        let suffix = String(name[name.index(after: dot)...])
        guard (parts[0] == "crl" && suffix == "crl") || (parts[0] == "aia" && suffix == "cer") else { return nil }
        return mediaTypes[suffix]
    }

    private static func modified(_ path: String) throws -> Date {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StoreError("cannot look at \(path): \(SystemCalls.message())") }
        return Date(timeIntervalSince1970: Double(status.modified.tv_sec))
    }
}
