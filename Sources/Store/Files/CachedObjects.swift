package import CACore

/// Objects that several nodes share, with copies at this node that are asked first.
package struct CachedObjects: ObjectStore {
    private let shared: any ObjectStore
    private let copies: any ObjectStore

    package init(of shared: any ObjectStore, copies: any ObjectStore) {
        self.shared = shared
        self.copies = copies
    }

    package func put(_ bytes: [UInt8], as id: ObjectID) async throws {
        try await shared.put(bytes, as: id)
        // A full disk of this node loses a copy only.
        try? await copies.put(bytes, as: id)
    }

    package func object(_ id: ObjectID) async throws -> [UInt8]? {
        if let copy = try? await copies.object(id) { return copy }
        guard let bytes = try await shared.object(id) else { return nil }
        try? await copies.put(bytes, as: id)
        return bytes
    }

    package func draft() async throws -> any ObjectDraft { try await copies.draft() }

    package func keep(_ draft: any ObjectDraft, as id: ObjectID) async throws {
        try await shared.put(try await draft.all(), as: id)
        try? await copies.keep(draft, as: id)
    }

    package func content(of id: ObjectID) async throws -> (any ObjectContent)? {
        if let copy = try? await copies.content(of: id) { return copy }
        return try await object(id).map { MemoryDraft($0) }
    }

    package func contains(_ id: ObjectID) async throws -> Bool { try await shared.contains(id) }

    package func remove(_ id: ObjectID) async throws {
        try? await copies.remove(id)
        try await shared.remove(id)
    }

    package func sweep(keeping kept: Set<ObjectID>) async throws {
        try? await copies.sweep(keeping: kept)
        try await shared.sweep(keeping: kept)
    }
}
