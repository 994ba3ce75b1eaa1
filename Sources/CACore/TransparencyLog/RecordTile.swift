package import PKIFormats

/// A stored tile or entry bundle: full, or as far as the log goes. It only ever gets longer.
package struct RecordTile: Sendable, Hashable {
    package let content: TilePath.Content
    package let index: Int
    package let bytes: [UInt8]

    package init(content: TilePath.Content, index: Int, bytes: [UInt8]) {
        self.content = content
        self.index = index
        self.bytes = bytes
    }

    /// The level in the store, where entries are those of level −1.
    package var level: Int { Self.level(of: content) }

    package static func level(of content: TilePath.Content) -> Int {
        switch content {
        case .hashes(let level): level
        case .entries: -1
        }
    }

    package static func content(ofLevel level: Int) -> TilePath.Content { level < 0 ? .entries : .hashes(level: level) }

    /// The octets of the address, which may be that of a narrower tile.
    /// - Returns: nil when the tile has fewer hashes or entries.
    package static func cut(_ bytes: [UInt8], to path: TilePath) -> [UInt8]? {
        switch path.content {
        case .entries: EntryBundle.prefix(of: bytes, entries: path.width)
        case .hashes: bytes.count < path.width * 32 ? nil : Array(bytes[..<(path.width * 32)])
        }
    }
}
