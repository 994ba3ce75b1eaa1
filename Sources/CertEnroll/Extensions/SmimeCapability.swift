import CAInterface
public import PKIFormats

/// A cipher for mail, with its key length. Source: "ISmimeCapability interface".
public final class SmimeCapability {
    /// The key lengths of the ciphers that have one only. They are not written.
    private static let implied: [OID: Int] = [
        "1.3.14.3.2.7": 56, "1.2.840.113549.3.7": 168, OID.Algorithms.aes128CBC: 128, OID.Algorithms.aes192CBC: 192,
        OID.Algorithms.aes256CBC: 256, OID.Algorithms.aes128Wrap: 128, OID.Algorithms.aes192Wrap: 192, OID.Algorithms.aes256Wrap: 256,
    ]

    private var state = InitializedOnce<SMIMECapabilities.Capability>("The capability")

    /// An object without a cipher: call ``initialize(_:bitCount:)``.
    public init() {}

    /// The object for a plain capability.
    public convenience init(_ value: SMIMECapabilities.Capability) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(value)
    }

    /// - Parameter bitCount: the key length in bits, which RC2 and RC4 need; 0 for ciphers that have one length only.
    /// - Throws: `CAError` with 0x800704DF the second time; 0x80070057 for a negative length, or for another length than the cipher's only one.
    public func initialize(_ objectId: ObjectId, bitCount: Int) throws {
        try state.initialize(try Self.value(try objectId.oid, bitCount))
    }

    /// The cipher. Source: "ISmimeCapability::get_ObjectId".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var objectId: ObjectId { get throws { ObjectId(try state.value(for: "objectId").oid) } }

    /// The key length in bits; 0 when neither the capability nor the cipher has one. Source: "ISmimeCapability::get_BitCount".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var bitCount: Int {
        get throws {
            let value = try state.value(for: "bitCount")
            return value.keyBits ?? Self.implied[value.oid] ?? 0
        }
    }

    /// The plain capability.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: SMIMECapabilities.Capability { get throws { try state.value(for: "value") } }

    private static func value(_ cipher: OID, _ bits: Int) throws -> SMIMECapabilities.Capability {
        let only = implied[cipher]
        guard bits >= 0, bits == 0 || bits == only ?? bits else {
            throw CAError.badArgument(
                "The cipher \(cipher.nameOrDotted) has no key of \(bits) bits. Use 0\(only.map { " or \($0)" } ?? " or more")."
            )
        }
        return only != nil || bits == 0 ? .init(cipher) : .init(cipher, keyBits: bits)
    }
}
