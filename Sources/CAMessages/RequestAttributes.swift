/// The attribute string that is sent beside a request: `name:value` lines.
///
/// Rules (MS-WCCE §3.2.1.4.2.1.2): a line ends in LF, and a CR before it is dropped. The first colon separates name and value. Blanks and
/// minus signs in names are dropped, and names are case-insensitive. Blanks around values are dropped. A line without colon, name or value
/// is skipped. The raw text is kept for the record.
/// A lookup finds the first of repeated names; all are kept.
public struct RequestAttributes: Hashable, Sendable {
    public struct Pair: Hashable, Sendable, Codable {
        public let name: String
        public let value: String
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The text as it was sent.
    public let raw: String
    /// The lines that could be read, in order; names without blanks and minus signs, in the caller's case.
    public let pairs: [Pair]

    public init(raw: String) {
        self.raw = raw
        var pairs: [Pair] = []
        // Octets, not characters: the separators are ASCII, and this runs for every request.
        for line in raw.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            var name = line[..<colon]
            if name.contains(where: { $0 == 0x20 || $0 == 0x2D || $0 == 0x09 }) {
                name = String(decoding: name.filter { $0 != 0x20 && $0 != 0x2D && $0 != 0x09 }, as: UTF8.self)[...].utf8
            }
            let value = line[line.index(after: colon)...].trimmingBlanks()
            if !name.isEmpty, !value.isEmpty { pairs.append(Pair(name: String(Substring(name)), value: String(Substring(value)))) }
        }
        self.pairs = pairs
    }

    /// From a dictionary, in the order of the names, so that equal dictionaries make equal text.
    public init(_ values: [String: String]) {
        var raw = ""
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            if !raw.isEmpty { raw += "\n" }
            raw += name
            raw += ":"
            raw += value
        }
        self.init(raw: raw)
    }

    /// The first value of the attribute; names are case-insensitive.
    public subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return pairs.first { $0.name.lowercased() == wanted }?.value
    }

    public static let none = RequestAttributes(raw: "")
}

extension [RequestAttributes.Pair] {
    /// The pairs with those of `other` in place of the first of their names, or behind them; names are case-insensitive.
    package func merged(with other: [RequestAttributes.Pair]) -> [RequestAttributes.Pair] {
        var merged = self
        for pair in other {
            let name = pair.name.lowercased()
            let place = merged.firstIndex { $0.name.lowercased() == name }
            merged.removeAll { $0.name.lowercased() == name }
            merged.insert(pair, at: Swift.min(place ?? merged.count, merged.count))
        }
        return merged
    }
}

extension RequestAttributes {
    /// The text as if it had come with these pairs.
    package func overridden(by other: [Pair]) -> RequestAttributes {
        if other.isEmpty { return self }
        return RequestAttributes(raw: pairs.merged(with: other).map { "\($0.name):\($0.value)" }.joined(separator: "\n"))
    }
}

extension Substring.UTF8View {
    fileprivate func trimmingBlanks() -> Substring.UTF8View {
        var slice = self
        while let first = slice.first, first == 0x20 || first == 0x09 { slice = slice.dropFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
        return slice
    }
}
