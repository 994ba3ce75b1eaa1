/// `HOST`, `HOST:PORT`, `[ADDRESS]` or `[ADDRESS]:PORT` (RFC 3986 §3.2), split into its parts. The caller decides whether the host is
/// acceptable.
package struct HostAndPort: Hashable, Sendable {
    package enum ParseError: Error, Hashable, Sendable { case openBracket, textBehindBracket }

    /// The host without brackets. If the text has no brackets, the host may contain colons: it is then an IPv6 address that lacks them.
    package let host: Substring
    /// The port after the last colon; nil when it is absent.
    package let port: Substring?
    package let isBracketed: Bool

    package init(_ text: Substring) throws(ParseError) {
        isBracketed = text.first == "["
        if isBracketed {
            guard let close = text.firstIndex(of: "]") else { throw .openBracket }
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.first == ":" else { throw .textBehindBracket }
            host = text[text.index(after: text.startIndex)..<close]
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        } else {
            host = text
            port = nil
        }
    }

    /// The number of a port in decimal digits, 0 to 65535; nil for other text.
    package static func portNumber(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return UInt16(text).map(Int.init)
    }

    /// A host as URLs write it: IPv6 addresses in brackets.
    package static func urlHost(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
