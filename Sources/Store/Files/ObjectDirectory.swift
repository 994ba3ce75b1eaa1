package import CACore
import PortableFoundation

import SystemFiles

/// Objects as files named after their SHA-256, in one directory that only the server reads.
package struct ObjectDirectory: ObjectStore {
    /// A list of a million revoked certificates has about 40 MB.
    private static let largestObject = 256 << 20

    private let directory: String

    /// - Parameter directory: made when absent; its parent must exist.
    package init(directory: String) throws {
        try SystemCalls.makeDirectory(directory)
        self.directory = directory
    }

    package func put(_ bytes: [UInt8], as id: ObjectID) async throws {
        let name = try Self.name(id)
        try await DatabaseFile.offPool { [directory] in
            // Replacing is harmless, because the name is the hash of the content. It also repairs a damaged file of that name.
            _ = try DurableFile.write(bytes, directory: directory, name: name, mode: 0o600)
        }
    }

    package func draft() async throws -> any ObjectDraft {
        let path = "\(directory)/.draft.\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 16)).new"
        return try await DatabaseFile.offPool {
            ObjectFileDraft(
                ObjectFile(path: path, descriptor: try SystemCalls.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600))
            )
        }
    }

    package func keep(_ draft: any ObjectDraft, as id: ObjectID) async throws {
        guard let draft = draft as? ObjectFileDraft else { return try await put(try await draft.all(), as: id) }
        let path = directory + "/" + (try Self.name(id))
        try await DatabaseFile.offPool { [directory] in
            try draft.file.flush()
            guard rename(draft.file.path, path) == 0 else { throw StoreError("cannot write \(path): \(SystemCalls.message())") }
            try SystemCalls.flush(directory: directory)
        }
    }

    package func content(of id: ObjectID) async throws -> (any ObjectContent)? {
        let path = directory + "/" + (try Self.name(id))
        return try await DatabaseFile.offPool {
            try SystemCalls.openIfPresent(path, O_RDONLY).map { ObjectFileContent(file: ObjectFile(path: path, descriptor: $0)) }
        }
    }

    package func object(_ id: ObjectID) async throws -> [UInt8]? {
        let path = directory + "/" + (try Self.name(id))
        return try await DatabaseFile.offPool {
            guard let bytes = try SystemCalls.contents(of: path, atMost: Self.largestObject), ObjectID(of: bytes) == id else { return nil }
            return bytes
        }
    }

    package func contains(_ id: ObjectID) async throws -> Bool { SystemCalls.size(of: directory + "/" + (try Self.name(id))) != nil }

    package func remove(_ id: ObjectID) async throws {
        let path = directory + "/" + (try Self.name(id))
        try await DatabaseFile.offPool {
            guard unlink(path) == 0 || errno == ENOENT else { throw StoreError("cannot remove \(path): \(SystemCalls.message())") }
        }
    }

    package func sweep(keeping kept: Set<ObjectID>) async throws {
        try await DatabaseFile.offPool { [directory] in
            try DurableFile.sweep(directory)
            for name in try FileManager.default.contentsOfDirectory(atPath: directory)
            where Self.isName(name) && !kept.contains(ObjectID(rawValue: name)) {
                unlink(directory + "/" + name)
            }
        }
    }

    private static func name(_ id: ObjectID) throws -> String {
        guard isName(id.rawValue) else {
            throw StoreError("\(id.rawValue.prefix(100)) is not the name of an object; the database is damaged")
        }
        return id.rawValue
    }

    static func isName(_ name: String) -> Bool {
        name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
