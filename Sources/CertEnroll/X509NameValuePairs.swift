import CAInterface

/// Attributes that go to the CA beside the request, in order. Source: "IX509NameValuePairs interface".
///
/// They are not part of what is signed, and have nothing to do with the pairs inside of a CMC request.
public final class X509NameValuePairs: ObjectCollection<X509NameValuePair> {
    /// An empty collection. Source: "X509Enrollment.CX509NameValuePairs".
    public init() { super.init() }

    /// Adds a pair made of both texts.
    public func add(_ name: String, _ value: String) { try? add(X509NameValuePair(name, value)) }

    /// The pairs as texts.
    public var pairs: [(name: String, value: String)] {
        compactMap { pair in (try? (pair.name, pair.value)).map { (name: $0.0, value: $0.1) } }
    }

    override func accept(_ element: X509NameValuePair) throws { _ = try element.name }

    /// The attribute string that goes beside a request: `name:value` in lines.
    /// - Throws: `CAError` with 0x80070057 for a name that is empty or has a colon, and for line breaks: such a pair would be read as another,
    ///   or as two.
    var attributes: RequestAttributes {
        get throws(CAError) {
            for (name, value) in pairs where name.isEmpty || name.contains(":") || (name + value).contains(where: \.isNewline) {
                throw .badArgument(
                    "The pair \"\(name.prefix(40))\" cannot be sent beside a request: a name is not empty and has no colon, and neither text has "
                        + "line breaks. Give each attribute a pair of its own."
                )
            }
            return RequestAttributes(raw: pairs.map { "\($0.name):\($0.value)" }.joined(separator: "\n"))
        }
    }
}
