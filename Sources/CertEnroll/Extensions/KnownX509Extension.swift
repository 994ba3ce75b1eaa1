import CAInterface
public import PKIFormats

/// An extension of one identifier, whose value is understood. The classes derived from it have the documented `initializeEncode` and getters.
public class KnownX509Extension<Value: CertificateExtensionValue>: X509Extension {
    private var read: Value?

    public override var objectId: ObjectId { ObjectId(Value.oid) }

    /// Takes the DER of the value. Source: "InitializeDecode" of the interface.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the data is not in the encoding, 0x8009310B when it is not such a value.
    public func initializeDecode(_ encoding: EncodingType, encodedData: [UInt8]) throws {
        try initialize(with: CertificateExtension(Value.oid, value: try encoding.decode(encodedData)))
    }

    override func initialize(with value: @autoclosure () throws -> CertificateExtension) throws {
        var read: Value?
        func check() throws -> CertificateExtension {
            let value = try value()
            guard value.oid == Value.oid else {
                throw CAError.badArgument(
                    "This object is for the extension \(Value.oid.nameOrDotted), not for \(value.oid.nameOrDotted). Use X509Extension for others."
                )
            }
            do {
                read = try Value(value: value.value)
            } catch {
                throw CAError.unreadable("The extension \(Value.oid.nameOrDotted)", error)
            }
            return value
        }
        try super.initialize(with: try check())
        self.read = read
    }

    func initialize(encoding value: @autoclosure () throws -> Value) throws {
        try initialize(with: try value().asExtension())
    }

    /// The value.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    func known(for member: String) throws(CAError) -> Value {
        guard let read else { throw CAError.blank(member) }
        return read
    }
}
