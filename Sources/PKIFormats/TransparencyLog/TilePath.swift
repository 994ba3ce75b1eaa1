/// The address of a tile or of an entry bundle, and its arithmetic. Source: C2SP tlog-tiles.
///
/// Hash `i` of tile (level, index) is the root of the entries [(256·index + i)·256^level, (256·index + i + 1)·256^level).
package struct TilePath: Sendable, Hashable, CustomStringConvertible {
    package enum Content: Sendable, Hashable {
        /// Hashes, from level 0 (leaf hashes) to 63.
        case hashes(level: Int)
        /// The entries themselves, each after its length.
        case entries
    }

    /// Hashes, or entries, in a full tile.
    package static let fullWidth = 256
    /// The highest level that a tree of fewer than 2^63 leaves needs.
    package static let highestLevel = 7

    package let content: Content
    package let index: Int
    /// From 1; 256 is a full tile.
    package let width: Int

    package init(_ content: Content, index: Int, width: Int = TilePath.fullWidth) {
        self.content = content
        self.index = index
        self.width = width
    }

    package var isPartial: Bool { width < Self.fullWidth }

    /// The level of the hashes; entries count as those of level 0.
    package var level: Int {
        switch content {
        case .hashes(let level): level
        case .entries: 0
        }
    }

    /// Below the prefix of the log: `tile/0/x001/234.p/17`.
    package var description: String {
        let kind =
            switch content {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        return "tile/\(kind)/\(Self.number(index))" + (isPartial ? ".p/\(width)" : "")
    }

    /// Reads an address in its one form.
    /// - Returns: nil for another text.
    package init?(_ text: String) {
        var parts = text.utf8.count > 120 ? [] : text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts.removeFirst() == "tile" else { return nil }
        let kind = parts.removeFirst()
        var width = Self.fullWidth
        if parts.count > 1, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = Self.decimal(parts.removeLast()), (1..<Self.fullWidth).contains(partial) else { return nil }
            width = partial
            parts[parts.count - 1].removeLast(2)
        }
        var index = 0
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            let digits = isLast ? Substring(part) : part.hasPrefix("x") ? part.dropFirst() : ""
            guard digits.utf8.count == 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(digits), index < 1 << 48
            else { return nil }
            index = index * 1000 + value
        }
        let content: Content
        if kind == "entries" {
            content = .entries
        } else {
            guard let level = Self.decimal(kind), level <= 63 else { return nil }
            content = .hashes(level: level)
        }
        self.init(content, index: index, width: width)
        // The same number with more leading groups would be another address of the same tile.
        guard description == text else { return nil }
    }

    /// The tiles that hold the last hashes of a tree of `size` leaves, from level 0 up, without empty ones.
    package static func rightEdge(of size: Int) -> [TilePath] {
        (0...highestLevel).compactMap { level in
            let count = size >> (8 * level)
            guard count > 0 else { return nil }
            return last(.hashes(level: level), of: count)
        }
    }

    /// The last tile when a level has `count` hashes, at least one.
    package static func last(_ content: Content, of count: Int) -> TilePath {
        TilePath(content, index: (count - 1) / fullWidth, width: (count - 1) % fullWidth + 1)
    }

    /// All tiles and entry bundles of a tree of `size` leaves.
    package static func all(of size: Int) -> [TilePath] {
        var paths: [TilePath] = []
        for content in [Content.entries] + (0...highestLevel).map({ .hashes(level: $0) }) {
            var count = size
            if case .hashes(let level) = content { count = size >> (8 * level) }
            guard count > 0 else { continue }
            let last = last(content, of: count)
            paths += (0..<last.index).map { TilePath(content, index: $0) } + [last]
        }
        return paths
    }

    /// Groups of three digits, all but the last after an `x`.
    private static func number(_ index: Int) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let group = String(rest % 1000)
            groups.insert(String(repeating: "0", count: 3 - group.count) + group, at: 0)
            rest /= 1000
        } while rest > 0
        return groups.dropLast().map { "x" + $0 + "/" }.joined() + groups[groups.count - 1]
    }

    /// A number without leading zeros.
    private static func decimal(_ text: String) -> Int? {
        guard text.utf8.count <= 3, let value = Int(text), String(value) == text, value >= 0 else { return nil }
        return value
    }
}
