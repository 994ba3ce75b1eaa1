/// Values of attributes in an order. Source: "IX509Attributes interface".
public final class X509Attributes: ObjectCollection<any IX509Attribute> {
    /// An empty collection.
    public init() { super.init() }

    override func accept(_ element: any IX509Attribute) throws { _ = try element.rawData(.binary) }
}
