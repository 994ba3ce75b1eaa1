import CAInterface

/// Serial numbers as people write them: hex in either case, with blanks or colons, with or without `0x` and leading zeros.
package enum SerialText {
    /// Lower-case hex as rows keep it.
    package static func normalized(_ text: String) throws -> String {
        var digits = text.lowercased().filter { $0 != " " && $0 != ":" && $0 != "-" }
        if digits.hasPrefix("0x") { digits.removeFirst(2) }
        guard !digits.isEmpty, digits.utf8.count <= 128, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw CAError(.malformed, status: .invalidArgument, "\(text.quoted) is no serial number. Write it in hexadecimal digits.")
        }
        // Rows hold whole octets without a zero octet in front.
        if digits.utf8.count % 2 == 1 { digits = "0" + digits }
        while digits.utf8.count > 2, digits.hasPrefix("00") { digits.removeFirst(2) }
        return digits
    }
}
