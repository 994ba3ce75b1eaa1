import CAInterface
import PKIDirectory
import PKIFormats

/// The rights at a template in a file: a list of entries with `allow` or `deny` and `to`, or one text of SDDL.
enum DocumentAccess {
    /// Accounts that are the same everywhere; all others are written as their SID.
    static let names: [(name: String, sid: SecurityIdentifier)] = [
        ("Everyone", .everyone), ("Authenticated Users", .authenticatedUsers),
    ]

    static func read(_ value: YAMLValue) throws(DocumentValueError) -> AccessControlList {
        if case .text(let text) = value.content { return try descriptor(text, line: value.line) }
        var entries: [AccessControlList.Entry] = []
        for element in try value.list() { entries.append(try entry(element)) }
        return AccessControlList(entries).canonical
    }

    private static func descriptor(_ text: String, line: Int) throws(DocumentValueError) -> AccessControlList {
        do throws(FormatError) {
            return try AccessControlList(templateDescriptor: SecurityDescriptor(sddl: text)).canonical
        } catch {
            throw DocumentValueError("the SDDL cannot be read: \(error)", line: line)
        }
    }

    private static func entry(_ value: YAMLValue) throws(DocumentValueError) -> AccessControlList.Entry {
        var rights: (rights: AccessRights, isDeny: Bool)?
        var trustee: SecurityIdentifier?
        for member in try value.members() {
            switch member.key {
            case "allow", "deny":
                guard rights == nil else {
                    throw DocumentValueError("an entry has allow or deny, not both; make two entries", line: member.line)
                }
                rights = (try self.rights(member.value), member.key == "deny")
            case "to":
                let text = try member.value.text()
                guard let sid = names.first(where: { $0.name == text })?.sid ?? SecurityIdentifier(text) else {
                    throw DocumentValueError(
                        "\"\(text.prefix(80))\" is not a SID such as S-1-5-11, and not one of \(names.map(\.name).joined(separator: ", ")); chancery group list shows the SIDs of groups",
                        line: member.line
                    )
                }
                trustee = sid
            default: throw DocumentValueError(DocumentField.unknown(member.key, among: ["allow", "deny", "to"]), line: member.line)
            }
        }
        guard let rights, let trustee else { throw DocumentValueError("an entry needs allow or deny, and to", line: value.line) }
        return AccessControlList.Entry(trustee: trustee, rights: rights.rights, isDeny: rights.isDeny)
    }

    private static func rights(_ value: YAMLValue) throws(DocumentValueError) -> AccessRights {
        var rights: AccessRights = []
        for element in try value.list() {
            let word = try element.text()
            guard let right = DocumentRight.words.first(where: { $0.word == word })?.right else {
                throw DocumentValueError(DocumentField.unknown(word, among: DocumentRight.words.map(\.word)), line: element.line)
            }
            rights.insert(right)
        }
        guard !rights.isEmpty else { throw DocumentValueError("an entry needs at least one right", line: value.line) }
        return rights
    }
}
