public import PKIFormats

/// Attributes of a request in an order. Source: "ICryptAttributes interface".
public final class CryptAttributes: ObjectCollection<CryptAttribute> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these attributes; each value is an object of the class that knows it.
    public init(_ values: [RequestAttribute]) { super.init(values.map { CryptAttribute($0) }) }

    /// The place of the attribute with the identifier. Source: "ICryptAttributes::get_IndexByObjectId".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func indexByObjectId(_ objectId: ObjectId) throws -> Int {
        let oid = try objectId.oid
        return try index(of: "attribute \(oid.nameOrDotted)") { try $0.objectId.oid == oid }
    }

    /// Puts the attributes of another collection at the end. Source: "ICryptAttributes::AddRange".
    public func addRange(_ others: CryptAttributes) throws { try addAll(Array(others)) }

    /// Puts an attribute at the end.
    public func append(_ value: RequestAttribute) { try? add(CryptAttribute(value)) }

    /// The attributes as plain values.
    /// - Throws: `CAError` with 0x80070057 when values with different identifiers were put into one attribute.
    public var values: [RequestAttribute] { get throws { try map { try $0.requestAttribute } } }

    override func accept(_ element: CryptAttribute) throws { _ = try element.objectId }
}
