import PKIFormats

/// The text that carries binary in a JSON member: base64 with any wrapping, bare or between any BEGIN and END line.
package enum EncodedText {
    /// - Throws: `BodyError` naming `field`.
    package static func bytes(of text: String, field: String) throws(BodyError) -> [UInt8] {
        var text = text
        let body: String =
            text.withUTF8 { octets in
                guard let range = armoured(octets) else { return nil }
                return String(decoding: octets[range], as: UTF8.self)
            } ?? text
        let bytes: [UInt8]
        do {
            bytes = try Base64.decode(body)
        } catch {
            let place = error.offset.map { " (character \($0))" } ?? ""
            throw BodyError(field: field, value: excerpt(text), reason: "\(field) is neither base64 nor PEM: \(error.reason)\(place)")
        }
        guard !bytes.isEmpty else { throw BodyError(field: field, value: excerpt(text), reason: "\(field) is empty") }
        return bytes
    }

    /// The text between the line that begins with `-----BEGIN` and the line that begins with `-----END`; nil without such a pair. The text
    /// after the END line must be blank, because it would be unclear which of two requests was meant.
    private static func armoured(_ octets: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        let begin = Array("-----BEGIN ".utf8)
        let end = Array("-----END ".utf8)
        guard let start = find(begin, in: octets, from: 0),
            let headerEnd = find(Array("-----".utf8), in: octets, from: start + begin.count),
            let stop = find(end, in: octets, from: headerEnd + 5),
            let footerEnd = find(Array("-----".utf8), in: octets, from: stop + end.count),
            octets[(footerEnd + 5)...].allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 })
        else { return nil }
        return headerEnd + 5..<stop
    }

    private static func find(_ pattern: [UInt8], in octets: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard octets.count >= pattern.count, start <= octets.count - pattern.count else { return nil }
        var index = start
        while index <= octets.count - pattern.count {
            if octets[index] == pattern[0], octets[index..<index + pattern.count].elementsEqual(pattern) { return index }
            index += 1
        }
        return nil
    }

    static func excerpt(_ text: String) -> String {
        text.utf8.count > 60 ? String(text.prefix(60)) + "…" : text
    }
}
