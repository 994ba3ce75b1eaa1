import CAInterface

/// Name-value pairs in order, with case-insensitive names. Source: "IX509NameValuePairs interface".
public final class X509NameValuePairs {
    public private(set) var pairs: [(name: String, value: String)] = []

    init() {}

    public var count: Int { pairs.count }

    /// Adds a pair.
    public func add(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// Removes the pair at the index; an index out of range removes nothing.
    public func remove(_ index: Int) { if pairs.indices.contains(index) { pairs.remove(at: index) } }

    public func clear() { pairs = [] }

    /// The attribute string, `name:value` in lines.
    var attributes: RequestAttributes { RequestAttributes(raw: pairs.map { "\($0.name):\($0.value)" }.joined(separator: "\n")) }
}
