/// A certificate request as people hand it over: DER, base64, or PEM with any text around the block. All readers of requests use this type.
///
/// Appliances, mails and forms make some faults that are tolerated: text before and after the block, an END line glued to the last base64
/// line, several blocks (the first request counts), any wrapping. A blank inside a base64 line is refused when the octets make no sense
/// without it. Web forms that are not encoded turn `+` into a blank, and a reader that skips the blank reads another text.
public struct RequestText: Sendable, Hashable {
    /// The DER of the request.
    public let bytes: [UInt8]
    /// The labels of the ignored blocks, so that the caller can report them: one request is read, never two.
    public let otherLabels: [String]

    /// Reads a file: DER, or text in UTF-8 or UTF-16, or in any other superset of ASCII around a block.
    public init(_ input: [UInt8]) throws(FormatError) {
        guard !input.isEmpty else { throw Self.failure("there is nothing in it") }
        if EncodedInput.isDER(input) {
            self.init(bytes: input, otherLabels: [])
        } else if let text = EncodedInput.text(from: input) {
            try self.init(text)
        } else if OctetSearch.firstOffset(of: Self.begin, in: input) != nil {
            try self.init(octets: input)
        } else {
            throw Self.failure("it is neither DER nor text: " + (DERScan.fault(in: input)?.reason ?? "unknown octets"))
        }
    }

    /// Reads a text.
    public init(_ text: String) throws(FormatError) { try self.init(octets: Array(text.utf8)) }

    /// Whether the text begins with `SPKAC` and an equals sign.
    private static func isSPKAC(_ octets: [UInt8]) -> Bool {
        let text = octets.drop { $0 <= 0x20 }
        guard text.count > 6, String(decoding: text.prefix(5), as: UTF8.self).uppercased() == "SPKAC" else { return false }
        return text.dropFirst(5).first { $0 > 0x20 } == UInt8(ascii: "=")
    }

    private init(bytes: [UInt8], otherLabels: [String]) { (self.bytes, self.otherLabels) = (bytes, otherLabels) }

    private init(octets: [UInt8]) throws(FormatError) {
        // Bare base64, the usual form between programs, has no dash.
        guard octets.contains(UInt8(ascii: "-")), OctetSearch.firstOffset(of: Self.begin, in: octets) != nil else {
            // `openssl spkac` writes a setting; base64 of DER never begins like that.
            if Self.isSPKAC(octets) {
                bytes = try SignedPublicKeyAndChallenge(text: String(decoding: octets, as: UTF8.self)).derEncoded
            } else {
                bytes = try Self.decode(octets[...], of: octets)
            }
            otherLabels = []
            return
        }
        let blocks = try Self.blocks(octets)
        guard let chosen = Self.request(among: blocks) else {
            let found = blocks.map(\.label).joined(separator: ", ")
            throw Self.failure("it holds \(found) and no request; a private key is never sent to anybody")
        }
        bytes = try Self.decode(octets[blocks[chosen].body], of: octets)
        otherLabels = blocks.indices.filter { $0 != chosen }.map { blocks[$0].label }
    }

    private struct Block {
        let label: String
        let body: Range<Int>
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)

    /// A block that is labeled as a request, or else the first that is not a private key: Windows also writes requests under other labels.
    private static func request(among blocks: [Block]) -> Int? {
        blocks.firstIndex { $0.label.hasSuffix("CERTIFICATE REQUEST") } ?? blocks.firstIndex { !$0.label.hasSuffix("PRIVATE KEY") }
    }

    private static func blocks(_ octets: [UInt8]) throws(FormatError) -> [Block] {
        var blocks: [Block] = []
        var position = 0
        while let start = OctetSearch.firstOffset(of: begin, in: octets, from: position) {
            let labelStart = start + begin.count
            guard let labelEnd = OctetSearch.firstOffset(of: dashes, in: octets, from: labelStart) else {
                throw failure("the BEGIN line is not complete", at: start, of: octets)
            }
            let label = String(decoding: octets[labelStart..<labelEnd], as: UTF8.self)
            let bodyStart = labelEnd + dashes.count
            guard let stop = OctetSearch.firstOffset(of: end, in: octets, from: bodyStart) else {
                throw failure("the block \(label) does not end", at: start, of: octets)
            }
            if let next = OctetSearch.firstOffset(of: begin, in: octets, from: bodyStart), next < stop {
                throw failure("the block \(label) is not ended before the next one begins", at: start, of: octets)
            }
            guard let footerEnd = OctetSearch.firstOffset(of: dashes, in: octets, from: stop + end.count) else {
                throw failure("the END line is not complete", at: stop, of: octets)
            }
            let ended = String(decoding: octets[stop + end.count..<footerEnd], as: UTF8.self)
            guard ended == label else { throw failure("the block \(label) is ended by END \(ended)", at: stop, of: octets) }
            blocks.append(Block(label: label, body: afterHeaders(octets, bodyStart, stop)..<stop))
            position = footerEnd + dashes.count
        }
        return blocks
    }

    /// The beginning of the base64 in a block with header lines (RFC 1421 §4.6): after the blank line that ends them.
    private static func afterHeaders(_ octets: [UInt8], _ start: Int, _ stop: Int) -> Int {
        guard octets[start..<stop].contains(UInt8(ascii: ":")) else { return start }
        var lineIsBlank = false
        var sawHeader = false
        for index in start..<stop {
            switch octets[index] {
            case 0x0A:
                if lineIsBlank, sawHeader { return index + 1 }
                lineIsBlank = true
            case 0x0D, 0x20, 0x09: break
            default:
                lineIsBlank = false
                if octets[index] == UInt8(ascii: ":") { sawHeader = true }
            }
        }
        return start
    }

    private static func decode(_ body: ArraySlice<UInt8>, of octets: [UInt8]) throws(FormatError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try Base64.decode(octets: Array(body))
        } catch {
            if let blank = firstInnerBlank(body) { throw blankFailure(blank, octets) }
            throw failure("it is not base64: \(error.reason)", at: error.offset.map { body.startIndex + $0 }, of: octets)
        }
        guard !bytes.isEmpty else { throw failure("there is nothing in it") }
        if !isWholeSequence(bytes), let blank = firstInnerBlank(body) { throw blankFailure(blank, octets) }
        return bytes
    }

    private static func blankFailure(_ offset: Int, _ octets: [UInt8]) -> FormatError {
        failure(
            "it is broken base64: a line contains a blank, probably in place of a plus sign; encode + as %2B where a form carries the text",
            at: offset,
            of: octets
        )
    }

    /// The first blank with base64 before and after it on one line.
    private static func firstInnerBlank(_ body: ArraySlice<UInt8>) -> Int? {
        var hasText = false
        var blank: Int?
        for index in body.indices {
            switch body[index] {
            case 0x0A, 0x0D: (hasText, blank) = (false, nil)
            case 0x20, 0x09: if hasText, blank == nil { blank = index }
            default:
                if let blank { return blank }
                hasText = true
            }
        }
        return nil
    }

    /// A SEQUENCE that ends where the octets end; an indefinite length is accepted without a check.
    private static func isWholeSequence(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2, bytes[0] == 0x30 else { return false }
        if bytes[1] < 0x80 { return bytes.count == 2 + Int(bytes[1]) }
        let octets = Int(bytes[1] & 0x7F)
        if octets == 0 { return true }
        guard octets <= 4, bytes.count > 2 + octets else { return false }
        return bytes.count == 2 + octets + bytes[2..<2 + octets].reduce(0) { $0 << 8 | Int($1) }
    }

    /// - Parameter offset: the place in `octets`; the error gives it as line and character, from 1.
    private static func failure(_ reason: String, at offset: Int? = nil, of octets: [UInt8] = []) -> FormatError {
        guard let offset else { return FormatError(structure: "request text", reason: reason) }
        let before = octets.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return FormatError(structure: "request text", reason: "\(reason) (line \(line), character \(column))")
    }
}
