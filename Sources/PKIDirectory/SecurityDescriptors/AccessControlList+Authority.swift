public import PKIFormats

/// The security descriptor of an authority. Source: MS-CSRA 3.1.1.7; the bits are those of certadm.h.
extension AccessControlList {
    private static let bits: [(mask: UInt32, right: AccessRights)] = [
        (0x1, .manageAuthority), (0x2, .issueAndManage), (0x4, .audit), (0x8, .operate), (0x100, .read), (0x200, .enroll),
    ]
    /// Rights to the descriptor itself, which Windows grants beside the roles and never asks for here.
    private static let withoutEffect: UInt32 = 0x001F_0000

    /// Reads the descriptor of an authority as rights to administer, manage, audit, operate, read and enroll. Owner, group and audit
    /// entries have no effect here.
    /// - Throws: `FormatError` for a missing list, which allows everything to everybody, for entries with a condition or an object type, and
    ///   for rights that an authority does not have.
    public init(authorityDescriptor descriptor: SecurityDescriptor) throws(FormatError) {
        func refusal(_ field: String, _ reason: String) -> FormatError {
            FormatError(structure: "securityDescriptor", field: field, reason: reason)
        }
        guard let dacl = descriptor.dacl else {
            throw refusal("Dacl", "the access list is missing, which lets everybody administer the authority; give it one")
        }
        var entries: [Entry] = []
        for (index, entry) in dacl.enumerated() where !entry.flags.contains(.inheritOnly) {
            guard entry.kind == .allow || entry.kind == .deny, entry.applicationData.isEmpty else {
                throw refusal("Dacl[\(index)]", "an entry of type \(entry.kind.rawValue) cannot be judged here; allow or deny plainly")
            }
            let known = Self.bits.reduce(Self.withoutEffect) { $0 | $1.mask }
            guard entry.mask.rawValue & ~known == 0 else {
                let odd = "0x" + String(entry.mask.rawValue & ~known, radix: 16)
                throw refusal("Dacl[\(index)]", "an authority has no right \(odd); the rights are 1, 2, 4, 8, 0x100 and 0x200")
            }
            let rights = Self.bits.reduce(into: AccessRights()) { rights, bit in
                if entry.mask.rawValue & bit.mask != 0 { rights.formUnion(bit.right) }
            }
            if !rights.isEmpty { entries.append(Entry(trustee: entry.trustee, rights: rights, isDeny: entry.kind == .deny)) }
        }
        self.init(entries)
    }

    /// The descriptor that grants these rights. Denying entries come first, in the order of Windows.
    public func authorityDescriptor(owner: SecurityIdentifier? = nil) -> SecurityDescriptor {
        let dacl = (entries.filter(\.isDeny) + entries.filter { !$0.isDeny }).map { entry in
            AccessControlEntry(
                kind: entry.isDeny ? .deny : .allow,
                mask: AccessMask(rawValue: Self.bits.reduce(0) { entry.rights.contains($1.right) ? $0 | $1.mask : $0 }),
                trustee: entry.trustee
            )
        }
        return SecurityDescriptor(owner: owner, dacl: dacl)
    }
}
