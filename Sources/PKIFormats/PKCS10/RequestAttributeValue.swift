/// One value of an attribute this library understands: in a request, in a signed message or in a CMC control.
public protocol RequestAttributeValue: Hashable, Sendable {
    /// Which attribute it belongs to.
    static var oid: OID { get }

    /// Reads the DER of one value.
    init(derEncoded: [UInt8]) throws(FormatError)

    var derEncoded: [UInt8] { get }
}

extension RequestAttributeValue {
    /// The attribute with this value alone.
    public func asAttribute() -> RequestAttribute {
        RequestAttribute(Self.oid, values: [derEncoded])
    }

    /// Reads the values of the first attribute of this kind; none when there is none.
    public static func find(in attributes: [RequestAttribute]) throws(FormatError) -> [Self] {
        var values: [Self] = []
        guard let match = attributes.first(where: { $0.oid == oid }) else { return values }
        for value in match.values { values.append(try Self(derEncoded: value)) }
        return values
    }
}
