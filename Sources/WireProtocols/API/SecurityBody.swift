package import CAInterface
package import PKIDirectory
import PKIFormats

/// `GET /api/v1/authorities/{ca}/security`: the access list as SDDL and as named entries, and the role separation.
package struct SecurityBody: Hashable, Sendable, Codable {
    /// The revision of the authority, as in the ETag.
    package var revision: Int
    package var sddl: String
    package var entries: [SecurityEntryBody]
    package var roleSeparation: Bool

    /// - Parameter names: the account names of SIDs, as far as they are known.
    /// - Throws: `FormatError` when SDDL cannot express an entry, which the engine prevents.
    package init(_ access: Revised<AuthorityAccess>, names: [SecurityIdentifier: String]) throws {
        revision = access.revision
        sddl = try access.value.rights.authorityDescriptor().sddl()
        entries = access.value.rights.entries.map { SecurityEntryBody($0, name: names[$0.trustee]) }
        roleSeparation = access.value.roleSeparation
    }

    package func access() throws(BodyError) -> Revised<AuthorityAccess> {
        var list: [AccessControlList.Entry] = []
        for entry in entries {
            guard let trustee = SecurityIdentifier(entry.trustee) else { throw SecurityEntryBody.unknown(entry.trustee, "trustee") }
            list.append(try entry.entry(of: trustee))
        }
        return Revised(AuthorityAccess(rights: AccessControlList(list), roleSeparation: roleSeparation), revision: revision)
    }
}

/// One line of an access list.
package struct SecurityEntryBody: Hashable, Sendable, Codable {
    /// A SID; in a request also the name of an account or group.
    package var trustee: String
    /// The name of that account, when it is known. Ignored in requests.
    package var name: String?
    /// Words of `AuthorityRole`.
    package var rights: [String]
    package var deny: Bool

    package init(trustee: String, rights: [String], deny: Bool = false) {
        self.trustee = trustee
        self.rights = rights
        self.deny = deny
    }

    package init(_ entry: AccessControlList.Entry, name: String? = nil) {
        trustee = entry.trustee.text
        self.name = name
        rights = AuthorityRole.all.filter { entry.rights.contains($0.right) }.map(\.word)
        deny = entry.isDeny
    }

    init(_ object: inout JSONObject) throws(BodyError) {
        trustee = try object.text("trustee")
        name = try object.optionalText("name")
        rights = try object.optionalTexts("rights") ?? []
        deny = try object.optionalFlag("deny") ?? false
        try object.finish()
    }

    /// - Parameter trustee: the SID that `trustee` names.
    package func entry(of trustee: SecurityIdentifier) throws(BodyError) -> AccessControlList.Entry {
        var all: AccessRights = []
        for word in rights {
            guard let role = AuthorityRole.all.first(where: { $0.word == word }) else {
                let words = AuthorityRole.all.map(\.word).joined(separator: ", ")
                throw BodyError(field: "rights", value: word, reason: "an authority has no right \(word); the rights are \(words)")
            }
            all.formUnion(role.right)
        }
        return AccessControlList.Entry(trustee: trustee, rights: all, isDeny: deny)
    }

    package static func unknown(_ name: String, _ field: String) -> BodyError {
        BodyError(field: field, value: name, reason: "there is no account, group or SID \(name); check its spelling")
    }
}

/// `PUT /api/v1/authorities/{ca}/security`: the access list in one of its two forms, the role separation, or both. What is absent stays.
package struct SecurityUpdateBody: Hashable, Sendable, Codable {
    package var sddl: String?
    package var entries: [SecurityEntryBody]?
    package var roleSeparation: Bool?

    package init(sddl: String? = nil, entries: [SecurityEntryBody]? = nil, roleSeparation: Bool? = nil) {
        self.sddl = sddl
        self.entries = entries
        self.roleSeparation = roleSeparation
    }

    /// The whole of it.
    package init(_ access: AuthorityAccess) {
        self.init(entries: access.rights.entries.map { SecurityEntryBody($0) }, roleSeparation: access.roleSeparation)
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        sddl = try object.optionalText("sddl")
        if var objects = try object.optionalObjects("entries") {
            var read: [SecurityEntryBody] = []
            for index in objects.indices { read.append(try SecurityEntryBody(&objects[index])) }
            entries = read
        }
        roleSeparation = try object.optionalFlag("roleSeparation")
        try object.finish()
        guard sddl == nil || entries == nil else {
            throw BodyError(field: "sddl", value: "", reason: "the members sddl and entries both give the access list; leave one out")
        }
        guard sddl != nil || entries != nil || roleSeparation != nil else {
            throw BodyError(field: "sddl", value: "", reason: "nothing would change: give sddl, entries or roleSeparation")
        }
    }
}
