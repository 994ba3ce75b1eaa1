import PKIFormats
import Testing

@Suite("the addresses of tiles")
struct TilePathTests {
    @Test(
        "an address is written in groups of three digits, and read in that form alone",
        arguments: [
            (TilePath(.hashes(level: 0), index: 0), "tile/0/000"), (TilePath(.hashes(level: 0), index: 1, width: 44), "tile/0/001.p/44"),
            (TilePath(.hashes(level: 1), index: 0, width: 1), "tile/1/000.p/1"), (TilePath(.entries, index: 0), "tile/entries/000"),
            (TilePath(.entries, index: 1_234_067, width: 7), "tile/entries/x001/x234/067.p/7"),
            (TilePath(.hashes(level: 63), index: 999), "tile/63/999"), (TilePath(.hashes(level: 2), index: 1000), "tile/2/x001/000"),
        ]
    )
    func addresses(_ path: TilePath, _ text: String) {
        #expect(path.description == text)
        #expect(TilePath(text) == path)
    }

    @Test(
        "another text is refused",
        arguments: [
            "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/64/000", "tile/-1/000",
            "tile/0/x000/001", "tile/0/001/002", "tile/0/x1/002", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256",
            "tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/../../etc", "/tile/0/000", "tile/0/000/", "tile/data/000", "tile/0/٠٠٠",
            "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/000.p/1/1", "tile/0/0x0", "tile/entries",
        ]
    )
    func others(_ text: String) { #expect(TilePath(text) == nil) }

    @Test("a log of 70,000 entries has 274 tiles at level 0, two at level 1 and one at level 2")
    func arithmetic() {
        let paths = TilePath.all(of: 70_000)
        #expect(paths.count { $0.content == .hashes(level: 0) } == 274)
        #expect(TilePath.rightEdge(of: 70_000).map(\.description) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(paths.filter { $0.content == .hashes(level: 1) }.map(\.description) == ["tile/1/000", "tile/1/001.p/17"])
        #expect(paths.count { $0.content == .entries } == 274)
    }

    @Test("a log of 256 entries has a full tile at level 0 and one hash at level 1")
    func full() { #expect(TilePath.rightEdge(of: 256).map(\.description) == ["tile/0/000", "tile/1/000.p/1"]) }

    @Test("an empty log has no tiles")
    func empty() { #expect(TilePath.all(of: 0).isEmpty) }

    @Test("the entries of a bundle come back, and its beginning is that of a narrower one")
    func bundles() {
        let entries: [[UInt8]] = [[1, 2, 3], [], Array(repeating: 7, count: 300)]
        var bundle: [UInt8] = []
        for entry in entries { EntryBundle.append(entry, to: &bundle) }
        #expect(EntryBundle.entries(of: bundle) == entries)
        #expect(EntryBundle.prefix(of: bundle, entries: 2) == [0, 3, 1, 2, 3, 0, 0])
        #expect(EntryBundle.prefix(of: bundle, entries: 4) == nil)
        #expect(EntryBundle.entries(of: Array(bundle.dropLast())) == nil)
        #expect(EntryBundle.entries(of: [0]) == nil)
    }
}
