import PKICrypto
import PKIFormats
import Testing

@Suite("the tree of a transparency log")
struct MerkleTreeTests {
    @Test(
        "roots are those that other programs compute",
        arguments: [
            (0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), (1, "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU="),
            (2, "LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk="), (3, "pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs="),
            (100, "UOREsq6wNcYiceRG4gHFhictUJiLZOb4Ysr+yO+RwGY="), (256, "+F9OrTQIBxC00egIMBVDqquBqgTeuIWZNQ3Cak8vWN4="),
            (300, "rrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM="),
        ]
    )
    func roots(_ size: Int, _ root: String) {
        var frontier = MerkleFrontier()
        for leaf in SampleLog.leaves[..<size] { frontier.append(leaf) }
        #expect(Base64.encode(frontier.root) == root)
    }

    @Test("a frontier has the root of the definition at every size, also after it was written and read")
    func frontiers() throws {
        var frontier = MerkleFrontier()
        for size in 1...130 {
            frontier.append(SampleLog.leaves[size - 1])
            #expect(frontier.root == SampleLog.root(size))
            frontier = try #require(MerkleFrontier(size: size, octets: frontier.octets))
        }
    }

    @Test("octets that are no frontier of the size are refused", arguments: [(3, 32), (4, 64), (1, 31), (-1, 0), (0, 32)])
    func badFrontiers(_ size: Int, _ count: Int) {
        #expect(MerkleFrontier(size: size, octets: Array(repeating: 0, count: count)) == nil)
    }

    @Test("the inclusion proof of entry 123 in 300 is the known one")
    func knownInclusion() throws {
        let proof = try SampleLog.proof(MerkleProof.inclusionRanges(of: 123, in: 300))
        #expect(proof.count == 9)
        #expect(Base64.encode(proof[0]) == "EzzQ67G/1yy1tVdbykKhuXiwqLXE4YUJsjhp282fyUk=")
        let joined = Hex.encode(Digest.sha256(proof.flatMap { $0 }))
        #expect(joined == "4e80a8276b184a472f5168853b4cb327702a58ab4aaa7fc22c05618d2566ddc2")
    }

    @Test("the consistency proof from 100 to 300 is the known one")
    func knownConsistency() throws {
        let proof = try SampleLog.proof(MerkleProof.consistencyRanges(from: 100, to: 300))
        #expect(proof.count == 8)
        #expect(Base64.encode(proof[0]) == "J+Fmgxr18OZYMEXzwcfe+0YfQt8uKDGOgMccInfeCXA=")
        let joined = Hex.encode(Digest.sha256(proof.flatMap { $0 }))
        #expect(joined == "b2a06321d664084397df10494146b14c55b0baf77914ecbc31a2e8f92685a03c")
    }

    @Test("every inclusion proof to size 70 verifies, and no altered one does")
    func inclusion() throws {
        for size in 1...70 {
            let root = SampleLog.root(size)
            for index in 0..<size {
                let (leaf, proof) = (SampleLog.leaves[index], try SampleLog.proof(MerkleProof.inclusionRanges(of: index, in: size)))
                func holds(_ leaf: [UInt8], _ index: Int, _ size: Int, _ root: [UInt8], _ proof: [[UInt8]]) -> Bool {
                    MerkleProof.includes(leafHash: leaf, at: index, size: size, root: root, proof: proof)
                }
                #expect(holds(leaf, index, size, root, proof))
                var faults = [
                    holds(SampleLog.leaves[index + 1], index, size, root, proof), holds(leaf, index, size, SampleLog.root(size + 1), proof),
                    holds(leaf, index, size, root, proof + [leaf]), holds(leaf, index + 1, size, root, proof),
                    holds(leaf, -1, size, root, proof), holds(leaf, size, size, root, proof),
                ]
                for place in proof.indices {
                    var altered = proof
                    altered[place][0] ^= 1
                    faults.append(holds(leaf, index, size, root, altered))
                    altered = proof
                    altered.remove(at: place)
                    faults.append(holds(leaf, index, size, root, altered))
                }
                #expect(!faults.contains(true), "entry \(index) of \(size)")
            }
        }
    }

    @Test("every consistency proof to size 70 verifies, and no altered one does")
    func consistency() throws {
        for size in 1...70 {
            for former in 0...size {
                let (old, new) = (SampleLog.root(former), SampleLog.root(size))
                let proof = try SampleLog.proof(MerkleProof.consistencyRanges(from: former, to: size))
                func holds(_ former: Int, _ old: [UInt8], _ new: [UInt8], _ proof: [[UInt8]]) -> Bool {
                    MerkleProof.isConsistent(former: former, formerRoot: old, size: size, root: new, proof: proof)
                }
                #expect(holds(former, old, new, proof))
                var faults = [
                    holds(former, SampleLog.root(former + 1), new, proof), holds(former, old, new, proof + [old]),
                    holds(size + 1, old, new, proof),
                ]
                // Every tree continues the empty one, so that its proof says nothing about the new root.
                if former > 0 { faults.append(holds(former, old, SampleLog.root(size + 1), proof)) }
                for place in proof.indices {
                    var altered = proof
                    altered[place][31] ^= 1
                    faults.append(holds(former, old, new, altered))
                    altered = proof
                    altered.remove(at: place)
                    faults.append(holds(former, old, new, altered))
                }
                #expect(!faults.contains(true), "\(former) of \(size)")
            }
        }
    }

    @Test(
        "a number that the tree does not have gives an error and no proof",
        arguments: [(-5, 3), (4, 3), (Int.min, 3), (Int.max, 0)]
    )
    func outside(_ number: Int, _ size: Int) {
        #expect(throws: MerkleProof.RangeError.self) { try MerkleProof.consistencyRanges(from: number, to: size) }
        #expect(throws: MerkleProof.RangeError.self) { try MerkleProof.inclusionRanges(of: number, in: size) }
    }

    @Test("proofs computed from tiles are those of the definition, up to a tree of three tiles")
    func fromTiles() async throws {
        for size in [1, 2, 255, 256, 257, 300] {
            var hashes = TileHashes(size: size) { path in SampleLog.tile(path, size) }
            for index in stride(from: 0, to: size, by: 37) {
                let ranges = try MerkleProof.inclusionRanges(of: index, in: size)
                #expect(try await hashes.roots(of: ranges) == SampleLog.proof(ranges))
            }
            for former in stride(from: 1, through: size, by: 41) {
                let ranges = try MerkleProof.consistencyRanges(from: former, to: size)
                #expect(try await hashes.roots(of: ranges) == SampleLog.proof(ranges))
            }
            #expect(try await hashes.frontier().root == SampleLog.root(size))
        }
    }

    @Test("a tile with too few hashes is an error that names it")
    func shortTile() async {
        var hashes = TileHashes(size: 300) { _ in [1, 2, 3] }
        let error = await #expect(throws: TileHashes.DamagedTileError.self) { try await hashes.frontier() }
        #expect(error?.description == "the tile tile/1/000.p/1 does not have its 1 hashes")
    }
}
