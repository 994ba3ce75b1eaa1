import PortableFoundation
public import PKIFormats

/// The text form, for example `O:BAG:BAD:P(A;;RPLCLORC;;;AU)(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;S-1-5-21-1-2-3-513)`.
///
/// Source: MS-DTYP §2.5.1 "Security Descriptor Description Language".
extension SecurityDescriptor {
    /// Reads the text form.
    /// - Parameters:
    ///   - text: the parts `O:`, `G:`, `D:` and `S:`, each at most once. Letters are case-insensitive.
    ///   - domain: the three numbers of the domain of two-letter accounts such as `DA`; without it such an account is refused.
    /// - Throws: `FormatError` with the part, the entry and the place.
    public init(sddl text: String, domain: (UInt32, UInt32, UInt32)? = nil) throws(FormatError) {
        var reader = SDDLReader(text, domain: domain)
        self = try reader.read()
    }

    /// The text form, in the order that Windows uses. Accounts with the same identifier everywhere are written as two letters, all others
    /// as their SID.
    /// - Throws: `FormatError` for an entry that the language cannot express.
    public func sddl() throws(FormatError) -> String {
        var text = ""
        if let owner { text += "O:" + Self.word(owner) }
        if let group { text += "G:" + Self.word(group) }
        if control.contains(.daclPresent) { text += "D:" + (try Self.text(dacl, "D", SDDLNames.daclControl, control)) }
        if control.contains(.saclPresent) { text += "S:" + (try Self.text(sacl, "S", SDDLNames.saclControl, control)) }
        return text
    }

    private static func text(
        _ entries: [AccessControlEntry]?,
        _ field: String,
        _ names: [(word: String, control: Control)],
        _ control: Control
    ) throws(FormatError) -> String {
        var text = names.filter { control.contains($0.control) }.map(\.word).joined()
        guard let entries else { return text + SDDLNames.nullList }
        for (index, entry) in entries.enumerated() {
            guard let kind = SDDLNames.kinds.first(where: { $0.kind == entry.kind }), entry.applicationData.isEmpty else {
                throw FormatError(
                    structure: "SDDL",
                    field: "\(field)[\(index)]",
                    reason: "an entry of type \(entry.kind.rawValue) with application data has no text form"
                )
            }
            let parts = [
                kind.word,
                SDDLNames.flags.filter { entry.flags.contains($0.flag) }.map(\.word).joined(),
                word(entry.mask),
                entry.objectType?.uuidString.lowercased() ?? "",
                entry.inheritedObjectType?.uuidString.lowercased() ?? "",
                word(entry.trustee),
            ]
            text += "(" + parts.joined(separator: ";") + ")"
        }
        return text
    }

    private static func word(_ identifier: SecurityIdentifier) -> String {
        SDDLNames.accounts.first { $0.identifier == identifier.text }?.word ?? identifier.text
    }

    private static func word(_ mask: AccessMask) -> String {
        let named = SDDLNames.rights.filter { mask.rawValue & $0.mask != 0 }
        let covered = named.reduce(0) { $0 | $1.mask }
        return covered == mask.rawValue ? named.map(\.word).joined() : "0x" + String(mask.rawValue, radix: 16)
    }
}
