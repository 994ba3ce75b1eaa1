import PKIFormats

/// Base64 as this interface carries requests and responses.
package enum WrappedBase64 {
    /// Lines of 64 characters, each ended by CR LF, the last one too.
    package static func text(_ bytes: [UInt8]) -> String {
        Base64.encode(bytes, lineLength: 64, lineEnd: "\r\n").trimmingLineEnds() + "\r\n"
    }

    /// Reads any wrapping, or PEM armour with any label around one document.
    package static func read(_ text: String, part: String) throws(UnreadableInput) -> [UInt8] {
        do {
            let bytes: [UInt8]
            if text.contains("-----BEGIN ") {
                let documents = try PEMDocument.parse(text)
                guard documents.count == 1 else { throw UnreadableInput(part, "\(documents.count) PEM documents; one expected") }
                bytes = documents[0].bytes
            } else {
                bytes = try Base64.decode(text)
            }
            guard !bytes.isEmpty else { throw UnreadableInput(part, "empty; base64 of a PKCS#10 expected") }
            return bytes
        } catch let error as UnreadableInput {
            throw error
        } catch {
            throw UnreadableInput(part, "not base64: \(error)")
        }
    }
}

extension String {
    fileprivate func trimmingLineEnds() -> String {
        var text = self
        while let last = text.last, last == "\r\n" || last == "\n" || last == "\r" { text.removeLast() }
        return text
    }
}
