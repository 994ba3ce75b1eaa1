import PKIFormats
package import PortableFoundation

/// The body of `POST /requests`. Source: "Create request".
package struct CreateRequestBody: Hashable, Sendable {
    package let profileTemplate: UUID?
    package let dataCollection: [DataCollectionText.Item]
    package let target: UUID?
    /// As sent: a name or a number.
    package let type: String
    package let comment: String
    package let priority: UInt8?
    /// `smartcard`, `smartcarduuid`, `profile` or `profileuuid`.
    package let existingObject: UUID?

    package init(_ bytes: [UInt8]) throws(InputError) {
        let properties = try BodyProperties(bytes)
        profileTemplate = try properties.guid("profiletemplateuuid")
        dataCollection = try DataCollectionText.read(properties.value(["datacollection"]))
        target = try properties.guid("target")
        guard let type = try properties.word("type"), !type.isEmpty else {
            throw InputError("type", "missing; the name of a workflow such as Enroll expected")
        }
        self.type = type
        comment = try properties.string("comment", "comments") ?? ""
        priority = try Self.priority(properties)
        existingObject = try properties.guid("smartcard", "smartcarduuid", "profile", "profileuuid")
    }

    private static func priority(_ properties: BodyProperties) throws(InputError) -> UInt8? {
        guard let word = try properties.word("priority"), !word.isEmpty else { return nil }
        guard let priority = UInt8(word) else {
            throw InputError("priority", "“\(word.prefix(60))” is not a whole number from 0 to 255")
        }
        return priority
    }
}
