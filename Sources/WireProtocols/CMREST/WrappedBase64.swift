import PKIFormats

/// Base64 in the form of this interface's requests and responses.
package enum WrappedBase64 {
    /// Lines of 64 characters, each ended by CR LF, the last one too.
    package static func text(_ bytes: [UInt8]) -> String {
        Base64.encode(bytes, lineLength: 64, lineEnd: "\r\n").trimmingLineEnds() + "\r\n"
    }

    /// Reads a request in any wrapping, or as PEM.
    package static func read(_ text: String, part: String) throws(InputError) -> [UInt8] {
        do {
            return try RequestText(text).bytes
        } catch {
            throw InputError(part, "not base64 of a request: \(error.reason)")
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
