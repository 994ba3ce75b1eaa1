/// One block of textual encoding (RFC 7468): a label and the bytes between its lines.
public struct PEMDocument: Hashable, Sendable {
    /// The label after BEGIN, for example `CERTIFICATE`.
    public let label: String

    /// The decoded bytes.
    public let bytes: [UInt8]

    /// The header lines of RFC 1421 that old encrypted keys carry, such as `Proc-Type: 4,ENCRYPTED`; empty otherwise.
    public let headers: [String]

    /// Creates a block.
    public init(label: String, bytes: [UInt8], headers: [String] = []) {
        self.label = label
        self.bytes = bytes
        self.headers = headers
    }

    /// The block as text: lines of 64 characters ended by a line feed.
    public var text: String {
        var text = "-----BEGIN \(label)-----\n"
        if !headers.isEmpty { text += headers.joined(separator: "\n") + "\n\n" }
        return text + Base64.encode(bytes, lineLength: 64, lineEnd: "\n") + "-----END \(label)-----\n"
    }

    /// Reads every block of a text, in order. Text outside the blocks is skipped; a text without blocks gives an empty list.
    ///
    /// The offset of an error is the number of the line, from 1.
    public static func parse(_ text: String) throws(FormatError) -> [PEMDocument] {
        var documents: [PEMDocument] = []
        var open: (label: String, line: Int, body: [UInt8], headers: [String])?
        var lines = PEMLines(text)
        while var line = lines.next() {
            if open != nil, let cut = gluedEnd(line) {
                // Some editors and forms lose the line end before the END line.
                open?.body.append(contentsOf: line[..<cut])
                line = line[cut...]
            }
            if let label = boundary(line, begin) {
                if let open { throw fail(open.line, "the block \(open.label) is not ended before the next one begins") }
                open = (label, lines.number, [], [])
            } else if let label = boundary(line, end) {
                guard let block = open else { throw fail(lines.number, "END \(label) has no BEGIN") }
                guard block.label == label else { throw fail(lines.number, "the block \(block.label) is ended by END \(label)") }
                documents.append(PEMDocument(label: label, bytes: try decode(block.body, from: block.line), headers: block.headers))
                open = nil
            } else if let block = open, !line.isEmpty {
                if line.contains(UInt8(ascii: ":")) {
                    open?.headers.append(String(decoding: line, as: UTF8.self))
                } else if lines.isIndented, let last = block.headers.last, block.body.isEmpty, !lines.followsBlank {
                    // A long header continues on lines that begin with white space (RFC 1421 §4.4).
                    open?.headers[block.headers.count - 1] = last + String(decoding: line, as: UTF8.self)
                } else {
                    open?.body.append(contentsOf: line)
                }
            }
        }
        if let open { throw fail(open.line, "the block \(open.label) does not end") }
        return documents
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)

    /// The beginning of an END line that follows base64 on the same line.
    private static func gluedEnd(_ line: ArraySlice<UInt8>) -> Int? {
        guard line.first != UInt8(ascii: "-"), line.suffix(dashes.count).elementsEqual(dashes) else { return nil }
        return OctetSearch.firstOffset(of: end, in: Array(line)).map { line.startIndex + $0 }
    }

    private static func boundary(_ line: ArraySlice<UInt8>, _ prefix: [UInt8]) -> String? {
        guard line.count > prefix.count + dashes.count, line.starts(with: prefix), line.suffix(dashes.count).elementsEqual(dashes) else {
            return nil
        }
        return String(decoding: line.dropFirst(prefix.count).dropLast(dashes.count), as: UTF8.self)
    }

    private static func decode(_ body: [UInt8], from line: Int) throws(FormatError) -> [UInt8] {
        do {
            return try Base64.decode(octets: body)
        } catch {
            throw fail(line, error.reason)
        }
    }

    private static func fail(_ line: Int, _ reason: String) -> FormatError {
        FormatError(structure: "PEM text", field: "line", offset: line, reason: reason)
    }
}

/// The lines of a text without white space at either end, ended by LF, CR LF or CR.
private struct PEMLines {
    private let octets: [UInt8]
    private var position = 0
    private var isFinished = false

    /// The number of the last returned line, from 1.
    private(set) var number = 0

    /// Whether white space preceded the last returned line.
    private(set) var isIndented = false

    /// Whether the line before the last returned one was empty.
    private(set) var followsBlank = false

    private var isBlank = false

    init(_ text: String) {
        octets = Array(text.utf8)
    }

    mutating func next() -> ArraySlice<UInt8>? {
        guard !isFinished else { return nil }
        number += 1
        var end = position
        while end < octets.count, octets[end] != UInt8(ascii: "\n"), octets[end] != UInt8(ascii: "\r") { end += 1 }
        var line = octets[position..<end]
        if end == octets.count {
            isFinished = true
        } else {
            let isPair = octets[end] == UInt8(ascii: "\r") && end + 1 < octets.count && octets[end + 1] == UInt8(ascii: "\n")
            position = end + (isPair ? 2 : 1)
        }
        isIndented = line.first.map(Self.isSpace) ?? false
        while let first = line.first, Self.isSpace(first) { line.removeFirst() }
        while let last = line.last, Self.isSpace(last) { line.removeLast() }
        followsBlank = isBlank
        isBlank = line.isEmpty
        return line
    }

    private static func isSpace(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t")
    }
}
