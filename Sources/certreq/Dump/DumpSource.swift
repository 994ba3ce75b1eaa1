import PKIFormats

/// One encoding found in a file: its bytes, the text form around them, and the label in the text.
struct DumpSource: Sendable {
    let file: String
    /// `DER`, `PEM`, `base64` or `hex`, with `, UTF-16` added for such text.
    let form: String
    /// The block with its label and headers, for PEM.
    let document: PEMDocument?
    let bytes: [UInt8]
    /// Remarks, for example about skipped octets.
    var remarks: [String] = []

    var label: String? { document?.label }
}

/// Finds the encodings in a file of any form.
enum DumpSources {
    /// - Parameter depth: text inside base64 text is read too, down to this depth.
    static func find(in input: [UInt8], file: String, depth: Int = 0) throws(FormatError) -> [DumpSource] {
        guard !input.isEmpty else { throw FormatError(structure: "input", offset: 0, reason: "there is nothing in it") }
        if let sources = binary(input, file: file) { return sources }
        guard let text = text(of: input) else {
            // The input is not text, so the first element shows how far the octets can be read.
            try ASN1Node(input, at: 0).checkWhole()
            throw FormatError(structure: "input", offset: 0, reason: "it is not ASN.1, text, or another form that this program knows")
        }
        let suffix = isUTF16(input) ? ", UTF-16" : ""
        if text.contains("-----BEGIN ") {
            let documents = try PEMDocument.parse(text)
            guard !documents.isEmpty else { throw FormatError(structure: "PEM text", reason: "it has no complete block") }
            return documents.map { DumpSource(file: file, form: "PEM" + suffix, document: $0, bytes: $0.bytes) }
        }
        if let bytes = HexText.decode(text) { return try inner(bytes, file, "hex" + suffix, depth) }
        let body = text.hasPrefix("SPKAC=") ? String(text.dropFirst(6).prefix { !$0.isNewline }) : text
        return try inner(try base64(body), file, "base64" + suffix, depth)
    }

    /// DER or BER elements one after the other, or a blob with a magic number; `nil` for anything else.
    private static func binary(_ input: [UInt8], file: String) -> [DumpSource]? {
        if KeyBlobMagic.isBlob(input) { return [DumpSource(file: file, form: "binary", document: nil, bytes: input)] }
        // Digits and letters can be read as elements too, and sometimes the last one ends exactly where the text does. But an encoding never consists only of
        // such characters: numbers, object identifiers and strings have smaller tags.
        guard !input.allSatisfy({ (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) }) else { return nil }
        guard let first = input.first, first & 0x20 != 0, first & 0x1F != 0x1F || first == 0x30 else { return nil }
        var sources: [DumpSource] = []
        var position = 0
        while position < input.count {
            guard let node = try? ASN1Node(input, at: position), node.isConstructed else { break }
            sources.append(
                DumpSource(file: file, form: "DER", document: nil, bytes: sources.isEmpty && node.end == input.count ? input : node.encoded)
            )
            position = node.end
        }
        let rest = input[position...]
        guard !rest.isEmpty else { return sources }
        if rest.allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0 }), !sources.isEmpty {
            sources[sources.count - 1].remarks.append("trailing-octets: \(rest.count) octets of padding or line ends follow")
            return sources
        }
        // Octets that are not text are read as one faulty encoding, and the decoder says where the fault is.
        return text(of: input) == nil && input[0] == 0x30 ? [DumpSource(file: file, form: "DER", document: nil, bytes: input)] : nil
    }

    private static func inner(_ bytes: [UInt8], _ file: String, _ form: String, _ depth: Int) throws(FormatError) -> [DumpSource] {
        guard depth < 3 else { throw FormatError(structure: "input", reason: "base64 text contains base64 text too many times") }
        return try find(in: bytes, file: file, depth: depth + 1).map { source in
            DumpSource(
                file: file,
                form: source.form == "DER" ? form : "\(form), \(source.form)",
                document: source.document,
                bytes: source.bytes,
                remarks: source.remarks
            )
        }
    }

    /// Also accepts the URL-safe alphabet, and text without padding.
    private static func base64(_ text: String) throws(FormatError) -> [UInt8] {
        do {
            return try Base64.decode(text)
        } catch {
            var octets = text.utf8.filter { $0 > 0x20 }.map {
                $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0
            }
            while octets.count % 4 != 0, octets.count % 4 != 1 { octets.append(UInt8(ascii: "=")) }
            guard let bytes = try? Base64.decode(String(decoding: octets, as: UTF8.self)) else { throw error }
            return bytes
        }
    }

    /// Text in UTF-8, UTF-16 or, around PEM, any other superset of ASCII.
    private static func text(of input: [UInt8]) -> String? {
        if let text = EncodedInput.text(from: input), !text.utf8.contains(where: { $0 < 0x09 }) { return text }
        guard OctetSearch.firstOffset(of: Array("-----BEGIN ".utf8), in: input) != nil else { return nil }
        return String(decoding: input.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    private static func isUTF16(_ input: [UInt8]) -> Bool {
        input.starts(with: [0xFF, 0xFE]) || input.starts(with: [0xFE, 0xFF]) || input.count >= 2 && (input[0] == 0) != (input[1] == 0)
    }
}
