/// The value of a CMC control this library understands (RFC 5272 §6, RFC 6402, Microsoft's).
///
/// ``KnownControls`` lists them all.
public protocol CMCControlValue: Hashable, Sendable {
    /// Which control it is.
    static var oid: OID { get }

    /// Reads the DER of one value of the control; nothing may follow it.
    init(derEncoded: [UInt8]) throws(FormatError)

    var derEncoded: [UInt8] { get }
}

extension CMCControlValue {
    /// The control with this value.
    /// - Parameter bodyPartID: its number within the message, 1 to 4,294,967,295.
    public func control(bodyPartID: Int) -> TaggedAttribute {
        TaggedAttribute(bodyPartID: bodyPartID, oid: Self.oid, values: [derEncoded])
    }
}

extension [TaggedAttribute] {
    /// All values of the controls of one kind, in order.
    public func values<Value: CMCControlValue>(of type: Value.Type) throws(FormatError) -> [Value] {
        var found: [Value] = []
        for control in self where control.oid == Value.oid {
            for value in control.values { found.append(try Value(derEncoded: value)) }
        }
        return found
    }

    /// The value of the only control of its kind; `nil` when there is none. Throws when there are several, since two readers could take
    /// two different ones, or when it cannot be read.
    public func value<Value: CMCControlValue>(of type: Value.Type) throws(FormatError) -> Value? {
        let found = try values(of: type)
        guard found.count <= 1 else {
            throw FormatError(structure: Value.oid.nameOrDotted, reason: "the control has \(found.count) values; one is allowed")
        }
        return found.first
    }
}
