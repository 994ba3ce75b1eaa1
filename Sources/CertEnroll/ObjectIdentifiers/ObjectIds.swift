import CAInterface
public import PKIFormats

/// Object identifiers in an order. Source: "IObjectIds interface".
public final class ObjectIds: ObjectCollection<ObjectId> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these identifiers.
    public init(_ values: [OID]) { super.init(values.map { ObjectId($0) }) }

    /// Puts the identifiers of another collection at the end. Source: "IObjectIds::AddRange".
    public func addRange(_ others: ObjectIds) throws { try addAll(Array(others)) }

    /// Puts an identifier at the end.
    public func append(_ value: OID) { try? add(ObjectId(value)) }

    /// The identifiers.
    public var values: [OID] { compactMap { try? $0.oid } }

    override func accept(_ element: ObjectId) throws { _ = try element.oid }
}
