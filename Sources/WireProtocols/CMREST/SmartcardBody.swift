package import PKIFormats
package import PortableFoundation

/// A smart card. Source: "Get smart card data"; members in the order of its examples.
package struct SmartcardBody: Hashable, Sendable {
    package var uuid: UUID
    package var status: Int
    package var flags: Int
    package var parent: UUID?
    package var primary: UUID?
    package var permanent: UUID?
    package var assignedUser: UUID
    package var profileTemplate: UUID
    package var profileTemplateVersion: Int
    package var comment: String
    /// The GUID on the chip; written in braces.
    package var cardID: UUID
    package var middleware: String
    /// Hexadecimal of the answer to reset.
    package var atr: String

    package init(
        uuid: UUID,
        status: Int,
        flags: Int,
        parent: UUID?,
        primary: UUID?,
        permanent: UUID?,
        assignedUser: UUID,
        profileTemplate: UUID,
        profileTemplateVersion: Int,
        comment: String,
        cardID: UUID,
        middleware: String,
        atr: String
    ) {
        self.uuid = uuid
        self.status = status
        self.flags = flags
        self.parent = parent
        self.primary = primary
        self.permanent = permanent
        self.assignedUser = assignedUser
        self.profileTemplate = profileTemplate
        self.profileTemplateVersion = profileTemplateVersion
        self.comment = comment
        self.cardID = cardID
        self.middleware = middleware
        self.atr = atr
    }

    package var json: JSONValue {
        .members([
            "Uuid": .string(GUIDText.text(uuid)), "Status": .int(status), "Flags": .int(flags),
            "ParentSmartcardUuid": .string(GUIDText.text(parent)), "PrimarySmartcardUuid": .string(GUIDText.text(primary)),
            "PermanentSmartcardUuid": .string(GUIDText.text(permanent)), "AssignedUserUuid": .string(GUIDText.text(assignedUser)),
            "ProfileTemplateUuid": .string(GUIDText.text(profileTemplate)), "ProfileTemplateVersion": .int(profileTemplateVersion),
            "Comment": .string(comment), "SerialNumber": .string("{" + GUIDText.text(cardID) + "}"), "Middleware": .string(middleware),
            "Atr": .string(atr.lowercased()),
        ])
    }
}
