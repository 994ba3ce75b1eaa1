import PKIFormats

/// A name of an object identifier within a group, as Windows shows it in English. Source: "CRYPT_OID_INFO structure".
struct ObjectIdName: Sendable {
    let group: ObjectIdGroupId
    let number: String
    /// The name for people.
    let name: String
    /// The name of the algorithm in CNG, if it has one.
    let algorithm: String?
    /// The kind of key that the name means; any for most.
    let key: ObjectIdPublicKeyFlags
    /// The key length of a cipher that CNG names without it.
    let bits: UInt32?
    /// Whether the cipher wraps keys.
    let isWrap: Bool

    init(
        _ group: ObjectIdGroupId,
        _ number: String,
        _ name: String,
        algorithm: String? = nil,
        key: ObjectIdPublicKeyFlags = .any,
        bits: UInt32? = nil,
        isWrap: Bool = false
    ) {
        (self.group, self.number, self.name, self.algorithm) = (group, number, name, algorithm)
        (self.key, self.bits, self.isWrap) = (key, bits, isWrap)
    }

    /// The identifier that a name means in a group; nil when it means none.
    ///
    /// A cipher that CNG names without its key length needs the length in the upper half of the group, or in the name: `AES256`.
    static func identifier(
        named name: String,
        _ group: ObjectIdGroupId,
        _ key: ObjectIdPublicKeyFlags,
        _ flags: AlgorithmFlags
    ) -> String? {
        let wanted = name.lowercased()
        let candidates = table.filter { $0.belongs(to: group) && $0.fits(key) }
        let wraps = flags.contains(.wrap)
        if let named = candidates.first(where: { $0.name.lowercased() == wanted && (!wraps || $0.isWrap) }) { return named.number }
        return candidates.first { candidate in
            guard let algorithm = candidate.algorithm?.lowercased(), candidate.isWrap == wraps else { return false }
            guard let length = candidate.bits else { return algorithm == wanted }
            return algorithm == wanted && group.bitLength == length || algorithm + String(length) == wanted
        }?.number
    }

    /// The entry of an identifier in a group.
    static func entry(of number: String, _ group: ObjectIdGroupId, _ key: ObjectIdPublicKeyFlags) -> ObjectIdName? {
        table.first { $0.number == number && $0.belongs(to: group) && $0.fits(key) }
    }

    private func belongs(to group: ObjectIdGroupId) -> Bool {
        group.group == .any || group.group == self.group
    }

    private func fits(_ key: ObjectIdPublicKeyFlags) -> Bool { key == .any || self.key == .any || self.key == key }
}
