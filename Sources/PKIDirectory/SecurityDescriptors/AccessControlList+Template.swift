import PortableFoundation
public import PKIFormats

/// The two extended rights of a certificate template. Source: MS-CRTD §2.5.1 and §2.5.2.
enum TemplateRight {
    static let enroll = UUID(uuid: (0x0E, 0x10, 0xC9, 0x68, 0x78, 0xFB, 0x11, 0xD2, 0x90, 0xD4, 0x00, 0xC0, 0x4F, 0x79, 0xDC, 0x55))
    static let autoenroll = UUID(uuid: (0xA0, 0x5B, 0x8C, 0xC2, 0x17, 0xBC, 0x48, 0x02, 0xA7, 0x10, 0xE7, 0xC1, 0x5A, 0xB8, 0x66, 0xA2))

    /// Anyone with one of these rights can change the template in any way, or give that right to others.
    static let writing: AccessMask = [.writeProperty, .writeDAC, .writeOwner]
}

extension AccessControlList {
    /// Reads the security descriptor of a certificate template (`nTSecurityDescriptor`) as rights to read, write, enroll and autoenroll.
    ///
    /// Entries for descendants only and audit entries are left out. An entry that allows or denies one property, one property set, or one
    /// kind of child counts as the whole right to write if it allows writing; otherwise it is left out. So the result never shows less
    /// danger than there is.
    /// The owner may change the list, so the owner gets the right to write.
    /// - Throws: `FormatError` for a null list, which allows everything to everybody, and for callback entries, whose condition is not
    ///   known here.
    public init(templateDescriptor descriptor: SecurityDescriptor) throws(FormatError) {
        guard let dacl = descriptor.dacl else {
            throw FormatError(
                structure: "ntSecurityDescriptor",
                field: "Dacl",
                reason: "the access list is missing, which lets everybody change the template; give it one"
            )
        }
        var entries: [Entry] = []
        for (index, entry) in dacl.enumerated() where !entry.flags.contains(.inheritOnly) {
            let isDeny: Bool
            switch entry.kind {
            case .allow, .allowObject: isDeny = false
            case .deny, .denyObject: isDeny = true
            default:
                throw FormatError(
                    structure: "ntSecurityDescriptor",
                    field: "Dacl[\(index)]",
                    reason: "an entry of type \(entry.kind.rawValue) has a condition that cannot be judged here; replace it"
                )
            }
            let rights = Self.rights(entry, isDeny: isDeny)
            if !rights.isEmpty { entries.append(Entry(trustee: entry.trustee, rights: rights, isDeny: isDeny)) }
        }
        if let owner = descriptor.owner { entries.append(Entry(trustee: owner, rights: .write)) }
        self.init(entries)
    }

    private static func rights(_ entry: AccessControlEntry, isDeny: Bool) -> AccessRights {
        let mask = entry.mask.mapped
        var rights: AccessRights = []
        if mask.contains(.readProperty), entry.objectType == nil { rights.insert(.read) }
        var writes = mask.intersection(TemplateRight.writing)
        // The editor of Windows grants writing beside the extended right, and the two rights are not properties that could be written.
        if entry.objectType == TemplateRight.enroll || entry.objectType == TemplateRight.autoenroll { writes.remove(.writeProperty) }
        if isDeny {
            // A denial of one way to write leaves the others.
            if writes == TemplateRight.writing, entry.objectType == nil { rights.insert(.write) }
        } else if !writes.isEmpty {
            rights.insert(.write)
        }
        if mask.contains(.controlAccess) {
            if entry.objectType == nil || entry.objectType == TemplateRight.enroll { rights.insert(.enroll) }
            if entry.objectType == nil || entry.objectType == TemplateRight.autoenroll { rights.insert(.autoenroll) }
        }
        return rights
    }

    /// The security descriptor that grants these rights, for export to a Windows directory. It has reading, writing and the two extended
    /// rights, as the editor of Windows writes them. Rights that a template does not know are left out.
    public func templateDescriptor(owner: SecurityIdentifier? = nil) -> SecurityDescriptor {
        var dacl: [AccessControlEntry] = []
        // Denying entries come first, in the order of Windows.
        for entry in entries.filter(\.isDeny) + entries.filter({ !$0.isDeny }) {
            var mask: AccessMask = []
            if entry.rights.contains(.read) { mask.formUnion([.readProperty, .listContents, .listObject, .readControl]) }
            if entry.rights.contains(.write) { mask.formUnion(TemplateRight.writing) }
            if !mask.isEmpty {
                dacl.append(AccessControlEntry(kind: entry.isDeny ? .deny : .allow, mask: mask, trustee: entry.trustee))
            }
            for (right, type) in [(AccessRights.enroll, TemplateRight.enroll), (.autoenroll, TemplateRight.autoenroll)]
            where entry.rights.contains(right) {
                dacl.append(
                    AccessControlEntry(
                        kind: entry.isDeny ? .denyObject : .allowObject,
                        mask: .controlAccess,
                        objectType: type,
                        trustee: entry.trustee
                    )
                )
            }
        }
        return SecurityDescriptor(control: .daclProtected, owner: owner, dacl: dacl)
    }
}
