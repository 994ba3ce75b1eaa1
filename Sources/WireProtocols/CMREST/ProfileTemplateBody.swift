package import PKIFormats
package import PortableFoundation

/// A profile template as the list shows it. Source: "Get profile templates".
package struct ProfileTemplateBody: Hashable, Sendable {
    package var name: String
    package var description: String
    package var uuid: UUID
    package var isSmartcard: Bool
    package var isVirtualSmartcard: Bool

    package init(name: String, description: String, uuid: UUID, isSmartcard: Bool, isVirtualSmartcard: Bool) {
        self.name = name
        self.description = description
        self.uuid = uuid
        self.isSmartcard = isSmartcard
        self.isVirtualSmartcard = isVirtualSmartcard
    }

    package var json: JSONValue {
        .members([
            "Name": .string(name), "Description": .string(description), "Uuid": .string(GUIDText.text(uuid)),
            "IsSmartcardProfileTemplate": .bool(isSmartcard), "IsVirtualSmartcardProfileTemplate": .bool(isVirtualSmartcard),
        ])
    }
}
