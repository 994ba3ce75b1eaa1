import Foundation
import PKIFormats

/// Files named on the command line; `-` is standard input.
enum DumpFile {
    /// The content of a file.
    enum Input {
        case bytes([UInt8])
        /// A large revocation list, which is not in memory.
        case list(LargeList)
    }

    /// Larger than any structure in use but a list. An endless file must not fill the memory.
    private static let limit = 1 << 30
    /// Larger than any list in use. An endless stream must not fill the disk.
    private static let spoolLimit = 1 << 36

    static func read(_ path: String) throws -> Input {
        if path != "-", !FileManager.default.fileExists(atPath: path) {
            throw FormatError(structure: "file", reason: "there is no such file; check the path")
        }
        let handle = path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { if path != "-" { try? handle.close() } }
        let first = Array(try handle.read(upToCount: LargeList.threshold) ?? Data())
        guard first.count == LargeList.threshold else { return .bytes(first) }
        if let list = try list(first, handle, path) { return .list(list) }
        return .bytes(first + Array(try handle.read(upToCount: limit - first.count) ?? Data()))
    }

    /// The list that begins with these octets; nil for anything else, with the handle where it was.
    private static func list(_ first: [UInt8], _ handle: FileHandle, _ path: String) throws -> LargeList? {
        let isText = first.starts(with: Array("-----BEGIN X509 CRL-----".utf8)) || first.starts(with: Array("-----BEGIN CRL-----".utf8))
        guard isText || isListHead(first) else { return nil }
        if !isText, path != "-" { return try? LargeList(path, file: path, form: "DER") }
        // Text, and a stream, become a file that is gone with this process.
        let place = FileManager.default.temporaryDirectory.appending(path: "certreq-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: place.path, contents: nil, attributes: [.posixPermissions: 0o600]) else { return nil }
        defer { try? FileManager.default.removeItem(at: place) }
        let copy = try FileHandle(forWritingTo: place)
        defer { try? copy.close() }
        var body = PEMBody()
        var piece = first
        var total = 0
        while !piece.isEmpty {
            total += piece.count
            guard total <= spoolLimit else { throw FormatError(structure: "file", reason: "it has more than \(spoolLimit >> 30) GiB") }
            try copy.write(contentsOf: Data(isText ? try body.take(piece) : piece))
            piece = Array(try handle.read(upToCount: LargeList.threshold) ?? Data())
        }
        if isText { try copy.write(contentsOf: Data(try body.rest())) }
        return try LargeList(place.path, file: path, form: isText ? "PEM" : "DER")
    }

    /// Whether the octets begin like a list: two SEQUENCEs, perhaps the version 2, and an algorithm.
    private static func isListHead(_ first: [UInt8]) -> Bool {
        guard let whole = try? ASN1Node(first, at: 0, isLenient: true), whole.isUniversal(16),
            let body = try? whole.members(1).first, body.isUniversal(16), let fields = try? body.members(4), fields.count == 4
        else { return false }
        let afterVersion = fields[0].isUniversal(2) ? fields.dropFirst() : fields[...]
        let shape = afterVersion.map(\.tagNumber)
        return shape.starts(with: [16, 16, 23]) || shape.starts(with: [16, 16, 24])
    }
}

/// The octets of one PEM block that comes in pieces.
private struct PEMBody {
    private var header = true
    private var isOver = false
    /// The dashes from the END line on: ten, when nothing follows it.
    private var dashes = 0
    private var letters: [UInt8] = []

    mutating func take(_ piece: [UInt8]) throws -> [UInt8] {
        for octet in piece {
            if header {
                header = octet != UInt8(ascii: "\n")
            } else if octet == UInt8(ascii: "-") {
                isOver = true
                dashes += 1
            } else if !isOver, octet > 0x20 {
                letters.append(octet)
            }
        }
        guard dashes <= 10 else {
            throw FormatError(structure: "PEM text", reason: "another block follows the large revocation list; split the file")
        }
        let whole = letters.count & ~3
        defer { letters.removeFirst(whole) }
        return try Base64.decode(String(decoding: letters[..<whole], as: UTF8.self))
    }

    func rest() throws -> [UInt8] {
        guard letters.isEmpty, isOver else {
            throw FormatError(structure: "PEM text", reason: "the block of the revocation list is cut off")
        }
        return []
    }
}
