import CAInterface

/// Attributes that go to the CA beside the request, in order. Source: "IX509NameValuePairs interface".
///
/// They are not part of what is signed, and have nothing to do with the pairs inside of a CMC request.
public final class X509NameValuePairs: ObjectCollection<X509NameValuePair> {
    /// An empty collection. Source: "X509Enrollment.CX509NameValuePairs".
    public init() { super.init() }

    /// Adds a pair made of both texts.
    /// - Throws: `CAError` with 0x80070057 for texts that ``X509NameValuePair/initialize(name:value:)`` refuses.
    public func add(_ name: String, _ value: String) throws {
        let pair = X509NameValuePair()
        try pair.initialize(name: name, value: value)
        try add(pair)
    }

    override func accept(_ element: X509NameValuePair) throws { _ = try element.name }

    /// The attribute string: `name:value` in lines.
    var attributes: RequestAttributes {
        get throws { RequestAttributes(raw: try map { "\(try $0.name):\(try $0.value)" }.joined(separator: "\n")) }
    }
}
