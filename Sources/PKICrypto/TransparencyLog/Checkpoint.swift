import PKIFormats
import PortableFoundation

/// The state of a log that its key signs: which log, how many entries, which root. Source: C2SP tlog-checkpoint.
package struct Checkpoint: Sendable, Hashable {
    /// The URL of the log without scheme and trailing slash.
    package let origin: String
    package let size: Int
    package let root: [UInt8]

    package init(origin: String, size: Int, root: [UInt8]) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed.
    package var text: String { "\(origin)\n\(size)\n\(Base64.encode(root))\n" }

    /// - Parameter text: of a note; lines after the third are extensions, which are ignored.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let root = StrictBase64.decode(lines[2]), root.count == MerkleTree.hashLength
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
    }
}
