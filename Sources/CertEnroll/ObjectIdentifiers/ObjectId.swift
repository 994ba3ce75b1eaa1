import CAInterface
public import PKIFormats

/// An object identifier with its names. Source: "IObjectId interface".
public final class ObjectId: Hashable {
    private var state = InitializedOnce<OID>("The object identifier")
    private var givenName: String?

    /// An object without an identifier: call one of the initialize members.
    public init() {}

    /// The object of a known identifier.
    public convenience init(_ oid: OID) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize(oid)
    }

    /// Takes the identifier of an ordinal. Source: "IObjectId::InitializeFromName".
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80094004 when the ordinal has no identifier.
    public func initializeFromName(_ name: CertEnrollObjectID) throws {
        try state.initialize(try Self.identifier(of: name))
    }

    /// Takes the identifier that has a name, such as `SHA256`, `RSA`, `ECDSA_P256` or `Server Authentication`; an identifier in dotted decimal form
    /// is taken as it is. Source: "IObjectId::InitializeFromAlgorithmName".
    /// - Parameters:
    ///   - groupId: the group to search; its upper half may have the key length in bits that `AES` needs.
    ///   - keyFlags: whether a name of keys means those that sign or those that encrypt.
    ///   - algorithmFlags: `wrap` for a cipher that wraps keys.
    ///   - algorithmName: the name, in any case.
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80091002 for an unknown name.
    public func initializeFromAlgorithmName(
        _ groupId: ObjectIdGroupId,
        keyFlags: ObjectIdPublicKeyFlags,
        algorithmFlags: AlgorithmFlags,
        algorithmName: String
    ) throws {
        try state.initialize(try Self.identifier(algorithmName, groupId, keyFlags, algorithmFlags))
    }

    /// Takes the identifier in dotted decimal form. Source: "IObjectId::InitializeFromValue".
    /// - Throws: `CAError` with 0x800704DF the second time, 0x80091003 when the text is not an identifier.
    public func initializeFromValue(_ value: String) throws {
        try state.initialize(try Self.read(value))
    }

    /// The dotted decimal form. Source: "IObjectId::get_Value".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: String { get throws { try oid.dotted } }

    /// The lowest ordinal of the identifier; `none` when it has no ordinal. Source: "IObjectId::get_Name".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var name: CertEnrollObjectID { get throws { CertEnrollObjectID(try oid) } }

    /// The name for people: the one that was set, or the one that Windows shows in English. Source: "IObjectId::get_FriendlyName".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80094004 when there is none.
    public var friendlyName: String {
        get throws {
            let value = try value
            guard let name = givenName ?? ObjectIdName.entry(of: value, .any, .any)?.name else {
                throw CAError.empty("The object identifier \(value) has no friendly name. Set one, or use its value.")
            }
            return name
        }
    }

    /// Sets the name for people; it lives as long as this object. Source: "IObjectId::put_FriendlyName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func setFriendlyName(_ name: String) throws {
        _ = try oid
        givenName = name
    }

    /// The name of the algorithm: that of CNG if it has one there, else the one for people. Source: "IObjectId::GetAlgorithmName".
    /// - Throws: `CAError` with 0x80040007 before initialization, 0x80091002 when the group does not have the identifier.
    public func algorithmName(_ groupId: ObjectIdGroupId, keyFlags: ObjectIdPublicKeyFlags) throws -> String {
        let value = try value
        guard let entry = ObjectIdName.entry(of: value, groupId, keyFlags) else {
            throw CAError(
                .notFound,
                status: .unknownAlgorithm,
                "The object identifier \(value) has no name in the group \(groupId.group). Use its value."
            )
        }
        return entry.algorithm ?? entry.name
    }

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

    private static func identifier(of name: CertEnrollObjectID) throws(CAError) -> OID {
        guard let oid = name.oid else {
            throw .empty("The ordinal \(name) has no object identifier. Use initializeFromValue with the number itself.")
        }
        return oid
    }

    private static func identifier(
        _ name: String,
        _ group: ObjectIdGroupId,
        _ key: ObjectIdPublicKeyFlags,
        _ flags: AlgorithmFlags
    ) throws(CAError) -> OID {
        if let number = ObjectIdName.identifier(named: name, group, key, flags), let oid = OID(dotted: number) { return oid }
        if let oid = OID(dotted: name) { return oid }
        throw CAError(
            .malformed,
            status: .unknownAlgorithm,
            "\"\(name.prefix(80))\" names nothing in the group \(group.group). Use a name such as SHA256 or RSA, or the number."
        )
    }

    public static func == (lhs: ObjectId, rhs: ObjectId) -> Bool { (try? lhs.oid) == (try? rhs.oid) }

    public func hash(into hasher: inout Hasher) { hasher.combine(try? oid) }
}
