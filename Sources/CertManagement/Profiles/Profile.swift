package import PortableFoundation
import PKIFormats

/// The certificates of one user for one profile template. An Enroll request makes it.
///
/// Source: "Get profile data"; ProfileStatus and ProfileFlags numbers in `NumberTable.swift`.
package struct Profile: Hashable, Sendable, Codable, Identifiable {
    package let id: UUID
    /// Counts the changes, from 1.
    package var revision: Int
    package var status: ProfileStatus
    package var flags: ProfileFlags
    package let assignedUser: UUID
    package let profileTemplate: UUID
    package let profileTemplateVersion: Int
    /// The profile that this one replaced, and the one that it duplicates.
    package var parent: UUID?
    package var primary: UUID?
    package var comment: String
    /// The smart card whose certificates these are; nil for a software profile.
    package var smartcard: UUID?
    /// The request that was started for it last and may be open; it keeps two from starting at once.
    package var lastRequest: UUID?

    package init(
        id: UUID,
        revision: Int = 1,
        status: ProfileStatus = .new,
        flags: ProfileFlags = [],
        assignedUser: UUID,
        profileTemplate: UUID,
        profileTemplateVersion: Int,
        parent: UUID? = nil,
        primary: UUID? = nil,
        comment: String = "",
        smartcard: UUID? = nil,
        lastRequest: UUID? = nil
    ) {
        self.id = id
        self.revision = revision
        self.status = status
        self.flags = flags
        self.assignedUser = assignedUser
        self.profileTemplate = profileTemplate
        self.profileTemplateVersion = profileTemplateVersion
        self.parent = parent
        self.primary = primary
        self.comment = comment
        self.smartcard = smartcard
        self.lastRequest = lastRequest
    }
}

/// The state of a profile, as a number. Open. Source: "ProfileStatus Enumeration".
package struct ProfileStatus: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Reads a case-insensitive name; nil for anything else.
    package init?(word: String) {
        guard let named = Self.names.first(where: { $0.name.lowercased() == word.lowercased() }) else { return nil }
        self = named.status
    }

    /// `Active`, …; the number for an unknown one.
    package var name: String { Self.names.first { $0.status == self }?.name ?? String(rawValue) }
}

/// Bits of a profile.
package struct ProfileFlags: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

extension Profile {
    /// Reads stored documents of any age: a later property gets a value in documents without it. A new property must be read here, and the compiler
    /// enforces this.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            revision: try members.value(.revision, else: 1),
            status: try members.value(.status, else: .new),
            flags: try members.value(.flags, else: []),
            assignedUser: try members.value(.assignedUser),
            profileTemplate: try members.value(.profileTemplate),
            profileTemplateVersion: try members.value(.profileTemplateVersion),
            parent: try members.optional(.parent),
            primary: try members.optional(.primary),
            comment: try members.value(.comment, else: ""),
            smartcard: try members.optional(.smartcard),
            lastRequest: try members.optional(.lastRequest)
        )
    }
}
