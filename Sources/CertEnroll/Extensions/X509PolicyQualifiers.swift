public import PKIFormats

/// Qualifiers of a policy in an order. Source: "IPolicyQualifiers interface".
public final class X509PolicyQualifiers: ObjectCollection<X509PolicyQualifier> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these qualifiers.
    public init(_ values: [PolicyQualifier]) { super.init(values.map { X509PolicyQualifier($0) }) }

    /// The qualifiers as plain values.
    public var values: [PolicyQualifier] { get throws { try map { try $0.value } } }

    override func accept(_ element: X509PolicyQualifier) throws { _ = try element.value }
}
