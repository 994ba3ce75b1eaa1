package import PKIDirectory

/// A security descriptor in SDDL for the output of requests: owner and DACL, no group, no SACL, deny lines first, and one NUL for each line
/// at the end, as in both published descriptors. Access is never decided from it.
///
/// Source: MS-DTYP §2.5.1 for SDDL; "Get request" for the form.
package struct SecurityDescriptorText: Hashable, Sendable {
    /// One line: an access mask given to a SID or taken from it.
    package struct Entry: Hashable, Sendable {
        package let trustee: SecurityIdentifier
        package let mask: UInt32
        package let isDeny: Bool

        package init(trustee: SecurityIdentifier, mask: UInt32, isDeny: Bool) {
            self.trustee = trustee
            self.mask = mask
            self.isDeny = isDeny
        }
    }

    /// nil omits the owner, as in the descriptors of policies.
    package let owner: SecurityIdentifier?
    package let entries: [Entry]
    /// Whether to write the NULs.
    package let hasTrailingNULs: Bool

    package init(owner: SecurityIdentifier?, entries: [Entry], hasTrailingNULs: Bool) {
        self.owner = owner
        self.entries = entries.filter(\.isDeny) + entries.filter { !$0.isDeny }
        self.hasTrailingNULs = hasTrailingNULs
    }

    package var text: String {
        var text = owner.map { "O:" + $0.text } ?? ""
        text += "D:"
        for entry in entries {
            text +=
                "(\(entry.isDeny ? "D" : "A");;\(Self.letters(of: entry.mask));;;\(entry.trustee == .everyone ? "WD" : entry.trustee.text))"
        }
        return hasTrailingNULs ? text + String(repeating: "\0", count: entries.count) : text
    }

    private static let table: [(mask: UInt32, letters: String)] = [
        (0x1, "CC"), (0x2, "DC"), (0x4, "LC"), (0x8, "SW"), (0x10000, "SD"), (0x20000, "RC"),
    ]

    /// The letters, or the number when a bit has none.
    private static func letters(of mask: UInt32) -> String {
        let known = table.filter { mask & $0.mask != 0 }
        guard known.reduce(0, { $0 | $1.mask }) == mask else { return "0x" + String(mask, radix: 16) }
        return known.map(\.letters).joined()
    }
}
