package import PKIFormats
package import PortableFoundation

/// A profile. Source: "Get profile data"; members in the order of its example.
package struct ProfileBody: Hashable, Sendable {
    package var uuid: UUID
    package var status: Int
    package var flags: Int
    package var parentProfile: UUID?
    package var primaryProfile: UUID?
    package var assignedUser: UUID
    package var profileTemplate: UUID
    package var profileTemplateVersion: Int
    package var comment: String
    /// Lower-case words.
    package var operations: [String]

    package init(
        uuid: UUID,
        status: Int,
        flags: Int,
        parentProfile: UUID?,
        primaryProfile: UUID?,
        assignedUser: UUID,
        profileTemplate: UUID,
        profileTemplateVersion: Int,
        comment: String,
        operations: [String]
    ) {
        self.uuid = uuid
        self.status = status
        self.flags = flags
        self.parentProfile = parentProfile
        self.primaryProfile = primaryProfile
        self.assignedUser = assignedUser
        self.profileTemplate = profileTemplate
        self.profileTemplateVersion = profileTemplateVersion
        self.comment = comment
        self.operations = operations
    }

    package var json: JSONValue {
        .members([
            "Uuid": .string(GUIDText.text(uuid)), "Status": .int(status), "Flags": .int(flags),
            "ParentProfileUuid": .string(GUIDText.text(parentProfile)), "PrimaryProfileUuid": .string(GUIDText.text(primaryProfile)),
            "AssignedUserUuid": .string(GUIDText.text(assignedUser)), "ProfileTemplateUuid": .string(GUIDText.text(profileTemplate)),
            "ProfileTemplateVersion": .int(profileTemplateVersion), "Comment": .string(comment),
            "ProfileOperations": .array(operations.map { .string($0) }),
        ])
    }
}
