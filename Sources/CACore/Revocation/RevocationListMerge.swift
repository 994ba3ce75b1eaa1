import PKICrypto
import PKIFormats

/// Makes the entries of a complete list from the octets of the one before it and the changes since. Nothing but the changes is looked up in the store; the octets
/// between them are copied.
struct RevocationListMerge {
    private let changes: [RevocationListChanges.Change]
    private var next = 0
    private var digest = IncrementalDigest(.sha256)
    /// Octets of the former list that are still to come before its entries, and of its entries.
    private var head: [UInt8] = []
    private var left: Int?
    private var rest: [UInt8] = []

    /// The former list is damaged, or not in order. Then a list is made from the rows.
    struct UnusableError: Error {}

    init(_ changes: [RevocationListChanges.Change]) { self.changes = changes }

    /// - Throws: `UnusableError`; then `buffer` has a part of the entries.
    static func merge(
        _ former: any ObjectContent,
        named object: ObjectID,
        with changes: [RevocationListChanges.Change],
        into buffer: RevocationEntryBuffer
    ) async throws {
        var merge = RevocationListMerge(changes)
        try await former.forEachPiece { piece in
            let (octets, count) = try merge.take(piece)
            if !octets.isEmpty { try await buffer.append(octets, entries: count) }
        }
        guard Hex.encode(merge.digest.value) == object.rawValue, merge.left == 0, merge.rest.isEmpty else { throw UnusableError() }
        let (octets, count) = merge.remaining()
        if !octets.isEmpty { try await buffer.append(octets, entries: count) }
    }

    /// - Returns: the next octets of the new list, and how many entries they are.
    private mutating func take(_ piece: [UInt8]) throws -> ([UInt8], Int) {
        digest.update(piece)
        var octets = piece
        if left == nil {
            head += piece
            guard let entries = Self.entries(in: head) else {
                if head.count > 1 << 20 { throw UnusableError() }
                return ([], 0)
            }
            left = entries.count
            octets = entries.isEmpty ? [] : Array(head[min(entries.lowerBound, head.count)...])
            head = []
        }
        guard let left, left > 0 else { return ([], 0) }
        let taken = min(left, octets.count)
        self.left = left - taken
        return try merge(rest + octets[..<taken])
    }

    private mutating func merge(_ octets: [UInt8]) throws -> ([UInt8], Int) {
        var made: [UInt8] = []
        made.reserveCapacity(octets.count + 256)
        var count = 0
        // The beginning of the entries that are copied together.
        var run = 0
        var place = 0
        try octets.withUnsafeBytes { bytes in
            while bytes.count - place >= 4, bytes[place] == 0x30, bytes[place + 1] < 0x80, bytes[place + 2] == 0x02 {
                let end = place + 2 + Int(bytes[place + 1])
                let serialEnd = place + 4 + Int(bytes[place + 3])
                guard end <= bytes.count else { break }
                guard serialEnd <= end else { throw UnusableError() }
                let serial = UnsafeRawBufferPointer(rebasing: bytes[(place + 4)..<serialEnd])
                var isReplaced = false
                while next < changes.count {
                    let order = changes[next].serialNumber.withUnsafeBytes { SerialOrder.compare($0, serial) }
                    guard order <= 0 else { break }
                    if run < place { made.append(contentsOf: bytes[run..<place]) }
                    run = place
                    count += add(changes[next], to: &made)
                    isReplaced = isReplaced || order == 0
                    next += 1
                }
                if isReplaced { run = end } else { count += 1 }
                place = end
            }
            if run < place { made.append(contentsOf: bytes[run..<place]) }
        }
        rest = Array(octets[place...])
        // An entry that is cut off at the end of a piece is short.
        if rest.count >= 4, rest[0] != 0x30 || rest[1] >= 0x80 || rest[2] != 0x02 { throw UnusableError() }
        return (made, count)
    }

    private mutating func remaining() -> ([UInt8], Int) {
        var made: [UInt8] = []
        var count = 0
        while next < changes.count {
            count += add(changes[next], to: &made)
            next += 1
        }
        return (made, count)
    }

    private func add(_ change: RevocationListChanges.Change, to octets: inout [UInt8]) -> Int {
        guard let entry = change.entry else { return 0 }
        octets += entry.asEntry.derEncoded
        return 1
    }

    /// Where the entries of a list are, as its first octets say; empty when it has none.
    /// - Returns: nil when these octets do not reach there.
    private static func entries(in octets: [UInt8]) -> Range<Int>? {
        // CertificateList, TBSCertList; then version, algorithm, issuer and the times are passed over.
        guard let list = element(octets, 0), let body = element(octets, list.start), list.tag == 0x30, body.tag == 0x30 else { return nil }
        var place = body.start
        for _ in 0..<5 {
            guard let part = element(octets, place), part.end <= octets.count else { return nil }
            place = part.end
        }
        guard place < body.end else { return place..<place }
        guard let part = element(octets, place) else { return nil }
        return part.tag == 0x30 ? part.start..<part.end : place..<place
    }

    private static func element(_ octets: [UInt8], _ place: Int) -> (tag: UInt8, start: Int, end: Int)? {
        guard octets.count - place >= 2 else { return nil }
        let first = octets[place + 1]
        guard first >= 0x80 else { return (octets[place], place + 2, place + 2 + Int(first)) }
        let digits = Int(first & 0x7F)
        guard (1...6).contains(digits), octets.count - place >= 2 + digits else { return nil }
        let length = octets[(place + 2)..<(place + 2 + digits)].reduce(0) { $0 << 8 | Int($1) }
        return (octets[place], place + 2 + digits, place + 2 + digits + length)
    }
}
