/// An answer of a mail server (RFC 5321 §4.2).
package struct SMTPReply: Hashable, Sendable {
    package let code: Int
    /// The texts of its lines.
    package let lines: [String]

    package init(code: Int, lines: [String]) {
        self.code = code
        self.lines = lines
    }

    /// For people: the code and the texts, without control characters.
    package var shown: String {
        let text = lines.joined(separator: " ").unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
        return "\(code) \(text.prefix(300))"
    }

    package var isPositive: Bool { (200..<300).contains(code) }

    /// The words of the line of an EHLO answer that begins with this keyword; nil when the server does not offer it.
    package func offer(_ keyword: String) -> [String]? {
        for line in lines.dropFirst() {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "=" }).map { $0.uppercased() }
            if words.first == keyword { return Array(words.dropFirst()) }
        }
        return nil
    }

    /// Octets that are no answer.
    package struct SyntaxError: Error, Hashable, Sendable {
        package let reason: String
    }

    /// The most octets of a line and lines of an answer; RFC 5321 §4.5.3.1.5 has 512 octets.
    private static let longestLine = 4_096
    private static let mostLines = 200

    /// Reads an answer from the beginning of the octets that have come.
    /// - Returns: the answer and its length; nil while it is not complete.
    package static func read(_ octets: some Collection<UInt8>) throws(SyntaxError) -> (reply: SMTPReply, length: Int)? {
        var lines: [String] = []
        var code: Int?
        var length = 0
        var rest = octets[...]
        while true {
            guard let end = rest.prefix(longestLine + 1).firstIndex(of: 0x0A) else {
                guard rest.count <= longestLine else { throw SyntaxError(reason: "a line is longer than \(longestLine) octets") }
                return nil
            }
            var line = Array(rest[..<end])
            length += line.count + 1
            rest = rest[rest.index(after: end)...]
            if line.last == 0x0D { line.removeLast() }
            guard line.count >= 3, let number = Int(String(decoding: line.prefix(3), as: UTF8.self)), (200...599).contains(number),
                code == nil || code == number
            else { throw SyntaxError(reason: "a line does not begin with the code of an answer") }
            code = number
            lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
            guard lines.count <= mostLines else { throw SyntaxError(reason: "an answer has more than \(mostLines) lines") }
            if line.count == 3 || line[3] == UInt8(ascii: " ") { return (SMTPReply(code: number, lines: lines), length) }
            guard line[3] == UInt8(ascii: "-") else { throw SyntaxError(reason: "a code is followed by neither a blank nor a hyphen") }
        }
    }
}

/// The octets of a mail as DATA sends them (RFC 5321 §4.5.2).
package enum SMTPData {
    /// With a further dot before each line that begins with one, and the line that ends the mail.
    /// - Parameter message: lines that end with CRLF.
    package static func stuffed(_ message: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(message.count + 16)
        var isLineStart = true
        for octet in message {
            if isLineStart, octet == UInt8(ascii: ".") { result.append(octet) }
            result.append(octet)
            isLineStart = octet == 0x0A
        }
        if !isLineStart { result += [0x0D, 0x0A] }
        return result + [UInt8(ascii: "."), 0x0D, 0x0A]
    }
}
