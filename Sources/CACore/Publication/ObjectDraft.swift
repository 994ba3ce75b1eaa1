/// Octets that are read piece by piece, because a long list does not fit into memory.
package protocol ObjectContent: Sendable {
    var count: Int { get async throws }
    /// The octets of a range within `count`.
    func octets(in range: Range<Int>) async throws -> [UInt8]
}

/// An object in the making.
package protocol ObjectDraft: ObjectContent {
    func append(_ octets: [UInt8]) async throws
    /// Removes what was written. A draft that was kept stays.
    func discard() async
}

extension ObjectContent {
    package static var pieceCount: Int { 1 << 18 }

    package func forEachPiece(_ body: ([UInt8]) async throws -> Void) async throws {
        let count = try await count
        var start = 0
        while start < count {
            let end = min(start + Self.pieceCount, count)
            try await body(try await octets(in: start..<end))
            start = end
        }
    }

    package func all() async throws -> [UInt8] { try await octets(in: 0..<count) }
}

/// A draft in memory: for short lists, and for stores that take whole objects only.
package actor MemoryDraft: ObjectDraft {
    private var bytes: [UInt8]

    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    package var count: Int { bytes.count }
    package func octets(in range: Range<Int>) -> [UInt8] { Array(bytes[range]) }
    package func append(_ octets: [UInt8]) { bytes += octets }
    package func discard() { bytes = [] }
}

extension ObjectStore {
    /// A draft for an object that may be long.
    package func draft() async throws -> any ObjectDraft { MemoryDraft() }

    /// Makes a draft the object of that name, as `put` does.
    package func keep(_ draft: any ObjectDraft, as id: ObjectID) async throws { try await put(try await draft.all(), as: id) }

    /// An object to be read piece by piece. Its hash is not checked.
    /// - Returns: nil when it is absent.
    package func content(of id: ObjectID) async throws -> (any ObjectContent)? { try await object(id).map { MemoryDraft($0) } }
}
