import CAInterface
public import PKIFormats

/// An object identifier with its names. Source: "IObjectId interface".
public final class ObjectId: Hashable {
    private var state = InitializedOnce<OID>("The object identifier")

    /// An object without an identifier: call one of the initialize members.
    public init() {}

    /// The object of a known identifier.
    public convenience init(_ oid: OID) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(oid)
    }

    /// Takes the identifier in dotted decimal form. Source: "IObjectId::InitializeFromValue".
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80091003 when the text is not an identifier.
    public func initializeFromValue(_ value: String) throws {
        try state.initialize(try Self.read(value))
    }

    /// The dotted decimal form. Source: "IObjectId::get_Value".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: String { get throws { try oid.dotted } }

    /// The identifier.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var oid: OID { get throws { try state.value(for: "value") } }

    private static func read(_ value: String) throws(CAError) -> OID {
        guard let oid = OID(dotted: value) else {
            throw CAError(
                .malformed,
                status: .oidFormat,
                "\"\(value.prefix(80))\" is not an object identifier. Write it as 2.5.29.15: numbers between dots, the first one 0, 1 or 2."
            )
        }
        return oid
    }

    public static func == (lhs: ObjectId, rhs: ObjectId) -> Bool { (try? lhs.oid) == (try? rhs.oid) }

    public func hash(into hasher: inout Hasher) { hasher.combine(try? oid) }
}
