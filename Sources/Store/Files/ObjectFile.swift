import CACore

import SystemFiles

/// A file that is read and written piece by piece. It is closed with the value.
final class ObjectFile: Sendable {
    let path: String
    private let descriptor: Int32

    init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { SystemCalls.close(descriptor) }

    func size() throws -> Int {
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else { throw StoreError("cannot look at \(path): \(SystemCalls.message())") }
        return Int(end)
    }

    func append(_ octets: [UInt8]) throws {
        _ = try size()
        try SystemCalls.write(octets, to: descriptor, path)
    }

    func octets(in range: Range<Int>) throws -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < range.count {
            let count = octets.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: done), range.count - done, off_t(range.lowerBound + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StoreError("cannot read \(path): \(count == 0 ? "it is too short" : SystemCalls.message())") }
            done += count
        }
        return octets
    }

    func flush() throws { try SystemCalls.flush(descriptor, path) }
}

/// A draft of an object in its directory.
final class ObjectFileDraft: ObjectDraft {
    let file: ObjectFile

    init(_ file: ObjectFile) { self.file = file }

    /// What was not kept goes with the value.
    deinit { unlink(file.path) }

    var count: Int {
        get async throws { try file.size() }
    }

    func append(_ octets: [UInt8]) async throws { try await DatabaseFile.offPool { [file] in try file.append(octets) } }
    func octets(in range: Range<Int>) async throws -> [UInt8] { try await DatabaseFile.offPool { [file] in try file.octets(in: range) } }
    func discard() async { unlink(file.path) }
}

/// An object that is read piece by piece.
struct ObjectFileContent: ObjectContent {
    let file: ObjectFile

    var count: Int {
        get async throws { try file.size() }
    }

    func octets(in range: Range<Int>) async throws -> [UInt8] { try await DatabaseFile.offPool { [file] in try file.octets(in: range) } }
}
