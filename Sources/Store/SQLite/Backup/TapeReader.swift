import PortableFoundation
import PKICrypto
import PKIFormats

import SystemFiles

/// Unpacks an archive that `TapeWriter` wrote. It accepts no other content.
enum TapeReader {
    /// Writes every file below `directory`, which is new and only the owner's. A name that no backup has is refused.
    /// - Returns: the written files, in the order of the archive.
    static func unpack(_ path: String, into directory: String) throws -> [TapeWriter.Entry] {
        let input = try SystemCalls.open(path, O_RDONLY)
        defer { SystemCalls.close(input) }
        var entries: [TapeWriter.Entry] = []
        var folders: Set<Substring> = []
        while let header = try TapeHeader.read(try read(TapeHeader.length, from: input, path)) {
            guard BackupLayout.isKnown(header.name), !entries.contains(where: { $0.name == header.name }) else {
                throw StoreError(
                    "the archive contains \(header.name.debugDescription), which is not part of a backup; nothing was restored"
                )
            }
            if let slash = header.name.lastIndex(of: "/"), folders.insert(header.name[..<slash]).inserted {
                try SystemCalls.makeDirectory(directory + "/" + header.name[..<slash])
            }
            let target = directory + "/" + header.name
            let output = try SystemCalls.open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
            defer { SystemCalls.close(output) }
            var digest = RunningDigest()
            var left = header.size
            while left > 0 {
                let piece = try read(min(left, 1 << 20), from: input, path)
                digest.update(piece)
                try SystemCalls.write(piece, to: output, target)
                left -= piece.count
            }
            try SystemCalls.flush(output, target)
            _ = try read(TapeHeader.padding(header.size), from: input, path)
            entries.append(TapeWriter.Entry(name: header.name, size: header.size, sha256: Hex.encode(digest.finish())))
        }
        return entries
    }

    private static func read(_ count: Int, from descriptor: Int32, _ path: String) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = try bytes.withUnsafeMutableBytes { buffer in
                try SystemCalls.read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]), path)
            }
            guard got > 0 else { throw StoreError("the archive \(path) ends too early, so it is incomplete") }
            filled += got
        }
        return bytes
    }
}
