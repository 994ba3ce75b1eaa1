import PKIFormats
import PortableFoundation

/// A file that proves by itself that an entry is in a log: index, hashes and checkpoint. Source: C2SP tlog-proof.
package struct InclusionReceipt: Sendable, Hashable {
    static let firstLine = "c2sp.org/tlog-proof@v1"

    package let index: Int
    package let proof: [[UInt8]]
    package let note: SignedNote

    package init(index: Int, proof: [[UInt8]], note: SignedNote) {
        self.index = index
        self.proof = proof
        self.note = note
    }

    package var text: String {
        "\(Self.firstLine)\nindex \(index)\n" + proof.map { Base64.encode($0) + "\n" }.joined() + "\n" + note.description
    }

    /// - Returns: nil when the text is no such file. Extra data is read over.
    package init?(_ text: String) {
        guard text.utf8.count <= SignedNote.mostOctets, let end = text.firstRange(of: "\n\n") else { return nil }
        var lines = text[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst().map(String.init) == Self.firstLine else { return nil }
        if lines.first?.hasPrefix("extra ") == true { lines.removeFirst() }
        guard let second = lines.popFirst(), second.hasPrefix("index "), let index = Int(second.dropFirst(6)), index >= 0,
            lines.count <= MerkleProof.mostHashes, let note = SignedNote(String(text[end.upperBound...]))
        else { return nil }
        var proof: [[UInt8]] = []
        for line in lines {
            guard let hash = StrictBase64.decode(line), hash.count == MerkleTree.hashLength else { return nil }
            proof.append(hash)
        }
        self.init(index: index, proof: proof, note: note)
    }

    /// Whether the receipt proves the entry, by a checkpoint that the key signed.
    package func proves(_ leafHash: [UInt8], by key: NoteKey) -> Bool {
        guard note.isSigned(by: key), let checkpoint = Checkpoint(text: note.text), checkpoint.origin == key.name else { return false }
        return MerkleProof.includes(leafHash: leafHash, at: index, size: checkpoint.size, root: checkpoint.root, proof: proof)
    }
}
