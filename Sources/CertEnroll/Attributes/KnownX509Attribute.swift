import CAInterface
public import PKIFormats

/// A value of an attribute of one identifier that is understood. The classes derived from it have the documented `initializeEncode` and getters.
public class KnownX509Attribute<Value: RequestAttributeValue>: X509Attribute {
    private var read: Value?

    public override var objectId: ObjectId { get throws { ObjectId((try? content(for: "objectId").oid) ?? Value.oid) } }

    /// Takes the DER of the value. Source: "InitializeDecode" of the interface.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the data is not in the encoding, 0x8009310B when it is not such a value.
    public func initializeDecode(_ encoding: EncodingType, encodedData: [UInt8]) throws {
        try initialize(with: (Value.oid, try encoding.decode(encodedData)))
    }

    /// Whether a value under this identifier is of this class.
    func accepts(_ oid: OID) -> Bool { oid == Value.oid }

    override func initialize(with content: @autoclosure () throws -> Content) throws {
        var read: Value?
        func check() throws -> Content {
            let (oid, value) = try content()
            guard accepts(oid) else {
                throw CAError.badArgument(
                    "This object is for the attribute \(Value.oid.nameOrDotted), not for \(oid.nameOrDotted). Use X509Attribute for others."
                )
            }
            do {
                read = try Value(derEncoded: value)
            } catch {
                throw CAError.unreadable("The attribute \(oid.nameOrDotted)", error)
            }
            return (oid, value)
        }
        try super.initialize(with: try check())
        self.read = read
    }

    func initialize(encoding value: @autoclosure () throws -> Value) throws {
        try initialize(with: (Value.oid, try value().derEncoded))
    }

    /// The value.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    func known(for member: String) throws(CAError) -> Value {
        guard let read else { throw CAError.blank(member) }
        return read
    }
}
