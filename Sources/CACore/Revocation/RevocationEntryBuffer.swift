import PKIFormats

/// The entries of a list that is composed: in memory while they are few, then in a draft of the object store.
actor RevocationEntryBuffer: ObjectContent {
    private let objects: any ObjectStore
    private var memory: [UInt8] = []
    private var draft: (any ObjectDraft)?
    private(set) var entries = 0

    /// Octets above which a list is written piece by piece.
    static let mostInMemory = 1 << 20

    init(objects: any ObjectStore) { self.objects = objects }

    var count: Int {
        get async throws { try await draft?.count ?? memory.count }
    }

    var isInMemory: Bool { draft == nil }

    func append(_ octets: [UInt8], entries: Int) async throws {
        self.entries += entries
        if draft == nil, memory.count + octets.count > Self.mostInMemory {
            let draft = try await objects.draft()
            try await draft.append(memory)
            self.draft = draft
            memory = []
        }
        if let draft { try await draft.append(octets) } else { memory += octets }
    }

    func append(_ revoked: [RevokedCertificate]) async throws {
        var writer = DERWriter(capacity: revoked.count * 56)
        for entry in revoked { entry.asEntry.write(to: &writer) }
        try await append(writer.bytes, entries: revoked.count)
    }

    func octets(in range: Range<Int>) async throws -> [UInt8] {
        if let draft { return try await draft.octets(in: range) }
        return Array(memory[range])
    }

    func discard() async {
        await draft?.discard()
        (memory, entries) = ([], 0)
    }
}

extension RevokedCertificate {
    var asEntry: RevokedEntry { RevokedEntry(serialNumber: serialNumber, date: when, reason: CRLReason(known: reason)) }
}
