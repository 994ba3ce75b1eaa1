import CAInterface
import CertCli
public import PKIFormats

/// An attribute of a request: an identifier and its values. Source: "ICryptAttribute interface".
public final class CryptAttribute {
    private var state = InitializedOnce<(oid: OID, values: X509Attributes)>("The attribute")

    /// An object without an identifier: call one of the initialize members.
    public init() {}

    /// The object for a plain attribute.
    public convenience init(_ attribute: RequestAttribute) {
        self.init()
        let values = X509Attributes()
        for value in attribute.values { try? values.add(X509Attribute.of(attribute.oid, value: value)) }
        // The first initialization of a new object cannot fail.
        try? state.initialize((attribute.oid, values))
    }

    /// An attribute without values; add them to ``values``. Source: "ICryptAttribute::InitializeFromObjectId".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initializeFromObjectId(_ objectId: ObjectId) throws {
        try state.initialize((try objectId.oid, X509Attributes()))
    }

    /// The attribute that these values make. Source: "ICryptAttribute::InitializeFromValues".
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 when there is no value or they have different identifiers.
    public func initializeFromValues(_ attributes: X509Attributes) throws {
        try state.initialize((try Self.identifier(of: attributes), attributes))
    }

    /// The identifier. Source: "ICryptAttribute::get_ObjectId".
    public var objectId: ObjectId { get throws { ObjectId(try state.value(for: "objectId").oid) } }

    /// The values. Source: "ICryptAttribute::get_Values".
    public var values: X509Attributes { get throws { try state.value(for: "values").values } }

    /// The plain attribute.
    /// - Throws: `CAError` with 0x80040007 before initialization; 0x80070057 when a value with another identifier was added.
    public var requestAttribute: RequestAttribute {
        get throws {
            let (oid, values) = try state.value(for: "values")
            return RequestAttribute(
                oid,
                values: try values.map { value in
                    guard try value.objectId.oid == oid else { throw Self.mixed(oid) }
                    return try value.rawData(.binary).bytes
                }
            )
        }
    }

    private static func identifier(of attributes: X509Attributes) throws -> OID {
        guard let first = try attributes.first(where: { _ in true })?.objectId.oid else {
            throw CAError.badArgument("An attribute needs a value. Add one first, or use initializeFromObjectId.")
        }
        guard try attributes.allSatisfy({ try $0.objectId.oid == first }) else { throw mixed(first) }
        return first
    }

    private static func mixed(_ oid: OID) -> CAError {
        .badArgument("All values of an attribute have its identifier, here \(oid.nameOrDotted). Make one attribute for each identifier.")
    }
}
