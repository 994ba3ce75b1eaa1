import PKIFormats

/// The `name=value` pairs after the question mark of a request target, decoded once.
package struct QueryParameters: Sendable {
    private var values: [String: String] = [:]
    private var repeated: [String: [String]] = [:]

    /// - Parameter query: the part after the question mark; nil or empty gives no parameters.
    /// - Throws: `BodyError` for broken encoding, and for a name given twice, because readers differ in which of two values counts.
    package init(_ query: Substring?, repeatable: Set<String> = []) throws(BodyError) {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0]), let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "") else {
                throw BodyError(
                    field: "query",
                    value: String(pair),
                    reason: "the query parameter \(pair) is not valid percent-encoded UTF-8"
                )
            }
            if repeatable.contains(name) {
                repeated[name, default: []].append(value)
                continue
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw BodyError(field: name, value: value, reason: "the query parameter \(name) occurs twice")
            }
        }
    }

    /// The names in a query, decoded; a name that cannot be decoded stays as it is.
    package static func names(in query: Substring) -> [String] {
        query.split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return PercentEncoding.decode(name) ?? String(name)
        }
    }

    /// nil when absent or empty.
    package subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// The values of a name that may stand more than once, in their order.
    package func all(_ name: String) -> [String] { repeated[name] ?? [] }

    /// A whole number.
    package func number(_ name: String, in range: ClosedRange<Int> = Int.min...Int.max) throws(BodyError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let limits = range == Int.min...Int.max ? "" : " from \(range.lowerBound) to \(range.upperBound)"
            throw BodyError(field: name, value: text, reason: "\(name) is \(text); it must be a whole number\(limits)")
        }
        return number
    }
}
