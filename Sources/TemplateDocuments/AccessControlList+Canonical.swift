import PKIDirectory

extension AccessControlList {
    /// The same rights in one form: denials first, one entry for each trustee and kind, and only rights that a template knows. Denials win
    /// wherever they are in a list, so the order says nothing.
    var canonical: AccessControlList {
        var entries: [Entry] = []
        for isDeny in [true, false] {
            var order: [SecurityIdentifier] = []
            var rights: [SecurityIdentifier: AccessRights] = [:]
            for entry in self.entries where entry.isDeny == isDeny {
                let known = entry.rights.intersection(DocumentRight.all)
                if known.isEmpty { continue }
                if rights[entry.trustee] == nil { order.append(entry.trustee) }
                rights[entry.trustee, default: []].formUnion(known)
            }
            entries += order.map { Entry(trustee: $0, rights: rights[$0] ?? [], isDeny: isDeny) }
        }
        return AccessControlList(entries)
    }
}

/// The words for the rights at a template.
enum DocumentRight {
    static let words: [(word: String, right: AccessRights)] = [
        ("read", .read), ("write", .write), ("enroll", .enroll), ("autoenroll", .autoenroll),
    ]
    static let all = words.reduce(into: AccessRights()) { $0.formUnion($1.right) }
}
