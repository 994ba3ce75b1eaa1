import PortableFoundation
import PKICrypto
import PKIFormats

import SystemFiles

/// Writes files to a tar archive, piece by piece, and keeps a list of them.
struct TapeWriter: ~Copyable {
    /// A file of the archive, as its manifest names it.
    struct Entry: Codable, Equatable {
        let name: String
        let size: Int
        /// SHA-256, hex.
        let sha256: String
    }

    private static let piece = 1 << 20

    private let descriptor: Int32
    private let path: String
    private let modified: Int
    private var digest = RunningDigest()
    private(set) var entries: [Entry] = []

    /// - Parameter path: the path of the new archive; it must not exist.
    init(path: String, modified: Date) throws {
        descriptor = try SystemCalls.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        self.path = path
        self.modified = Int(modified.timeIntervalSince1970)
    }

    deinit { SystemCalls.close(descriptor) }

    mutating func add(_ content: [UInt8], as name: String) throws {
        try put(try TapeHeader(name: name, size: content.count, modified: modified).encoded())
        try put(content)
        try put([UInt8](repeating: 0, count: TapeHeader.padding(content.count)))
        entries.append(Entry(name: name, size: content.count, sha256: Hex.encode(Digest.sha256(content))))
    }

    /// - Returns: false when there is no such file.
    @discardableResult
    mutating func add(file source: String, as name: String) throws -> Bool {
        guard let input = try SystemCalls.openIfPresent(source, O_RDONLY | O_NOFOLLOW) else { return false }
        defer { SystemCalls.close(input) }
        var status = stat()
        guard fstat(input, &status) == 0 else { throw StoreError("cannot look at \(source): \(SystemCalls.message())") }
        let size = Int(status.st_size)
        try put(try TapeHeader(name: name, size: size, modified: modified).encoded())
        var content = RunningDigest()
        var left = size
        var piece = [UInt8](repeating: 0, count: Self.piece)
        while left > 0 {
            let count = try piece.withUnsafeMutableBytes { buffer in
                try SystemCalls.read(input, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, left)]), source)
            }
            guard count > 0 else { throw StoreError("\(source) changed while it was copied; make the backup again") }
            content.update(piece[..<count])
            try put(Array(piece[..<count]))
            left -= count
        }
        try put([UInt8](repeating: 0, count: TapeHeader.padding(size)))
        entries.append(Entry(name: name, size: size, sha256: Hex.encode(content.finish())))
        return true
    }

    /// Ends the archive and flushes it.
    /// - Returns: the SHA-256 of the whole archive.
    mutating func finish() throws -> [UInt8] {
        try put([UInt8](repeating: 0, count: 2 * TapeHeader.length))
        try SystemCalls.flush(descriptor, path)
        return digest.finish()
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        digest.update(bytes)
        try SystemCalls.write(bytes, to: descriptor, path)
    }
}
