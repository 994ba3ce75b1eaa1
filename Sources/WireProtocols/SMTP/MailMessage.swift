import PKIFormats
package import PortableFoundation

/// A mail of plain text (RFC 5322, MIME).
package struct MailMessage: Hashable, Sendable {
    package let from: MailAddress
    package let to: MailAddress
    package let subject: String
    package let text: String
    package let date: Date
    /// Without angle brackets.
    package let identifier: String

    /// The reason why a text cannot be a header.
    package struct HeaderError: Error, Hashable, Sendable {
        package let header: String
    }

    /// - Throws: `HeaderError` when a header has a control character: what follows a line end would be another header.
    package init(from: MailAddress, to: MailAddress, subject: String, text: String, date: Date, identifier: String) throws(HeaderError) {
        guard !subject.unicodeScalars.contains(where: ControlText.isControl) else { throw HeaderError(header: "Subject") }
        guard !identifier.isEmpty,
            identifier.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
        else { throw HeaderError(header: "Message-ID") }
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.date = date
        self.identifier = identifier
    }

    /// RFC 5322 §2.1.1, without the line end.
    private static let longestLine = 998

    /// The octets of the mail, with CRLF at the end of each line.
    /// - Parameter allowsEightBits: the server offers 8BITMIME.
    package func bytes(allowsEightBits: Bool) -> [UInt8] {
        let lines = Self.lines(text)
        let isPlain = lines.allSatisfy { line in
            line.count <= Self.longestLine && line.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        }
        let isASCII = lines.allSatisfy { $0.allSatisfy { $0 < 0x80 } }
        let encoding = !isPlain || !isASCII && !allowsEightBits ? "quoted-printable" : isASCII ? "7bit" : "8bit"
        let head = [
            "Date: " + Self.text(of: date), "From: Chancery <\(from)>", "To: <\(to)>", "Message-ID: <\(identifier)>",
            "Subject: " + Self.encoded(subject),
            // RFC 3834 §5: no vacation notice answers it.
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: " + encoding,
        ]
        var bytes = Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        for line in lines { bytes += (encoding == "quoted-printable" ? Self.quotedPrintable(line) : Array(line)) + [0x0D, 0x0A] }
        return bytes
    }

    /// Lines end with CR LF, LF or CR. The end of the last line is no further line.
    private static func lines(_ text: String) -> [ArraySlice<UInt8>] {
        let octets = Array(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").utf8)
        var lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        return lines
    }

    /// The date of RFC 5322 §3.3, in UTC.
    static func text(of date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let time = seconds - days * 86_400
        // Days of the civil calendar, counted from 1 March of year 0 in eras of 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let number = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (number <= 2 ? 1 : 0)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [time / 3_600, time / 60 % 60, time % 60].map(two).joined(separator: ":")
        return "\(names[(days % 7 + 7) % 7]), \(day) \(months[number - 1]) \(year) \(clock) +0000"
    }

    /// A header's text; as encoded words (RFC 2047) when it is not short ASCII.
    static func encoded(_ text: String) -> String {
        let isASCII = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        if isASCII, text.utf8.count <= 900, !text.contains("=?") { return text }
        // 75 characters of a word are 45 octets in Base64; no character is split.
        var words: [String] = []
        var piece: [UInt8] = []
        for character in text.unicodeScalars {
            let octets = Array(String(character).utf8)
            if piece.count + octets.count > 45 {
                words.append(Base64.encode(piece))
                piece = []
            }
            piece += octets
        }
        words.append(Base64.encode(piece))
        return words.map { "=?utf-8?B?\($0)?=" }.joined(separator: "\r\n ")
    }

    /// One line by RFC 2045 §6.7, with soft line ends: at most 76 characters.
    static func quotedPrintable(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        var column = 0
        for (index, octet) in zip(line.indices, line) {
            let isLast = index == line.endIndex - 1
            let isBlank = octet == 0x20 || octet == 0x09
            let isItself = (0x21...0x7E).contains(octet) && octet != UInt8(ascii: "=") || isBlank && !isLast
            let piece = isItself ? [octet] : [UInt8(ascii: "="), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
            if column + piece.count > 75 {
                result += [UInt8(ascii: "="), 0x0D, 0x0A]
                column = 0
            }
            result += piece
            column += piece.count
        }
        return result
    }
}
