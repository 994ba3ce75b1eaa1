package import PKIFormats
package import PortableFoundation

/// A request. Source: "Get request"; members in the order of its examples.
package struct ManagementRequestBody: Hashable, Sendable {
    package var uuid: UUID
    package var requestType: Int
    package var status: Int
    package var flags: Int
    package var dataCollection: [DataCollectionText.Item]
    package var dataCollectionFlags: Int
    package var originatorUser: UUID
    package var targetUser: UUID
    package var submitted: Date
    package var completed: Date?
    package var newProfile: UUID?
    package var oldProfile: UUID?
    package var newSmartcard: UUID?
    package var oldSmartcard: UUID?
    package var priority: Int
    package var comment: String
    package var profileTemplate: UUID
    package var securityDescriptor: SecurityDescriptorText
    package var isSmartcard: Bool
    package var isEnrollmentAgent: Bool
    package var isDataCollectionComplete: Bool

    package init(
        uuid: UUID,
        requestType: Int,
        status: Int,
        flags: Int,
        dataCollection: [DataCollectionText.Item],
        dataCollectionFlags: Int,
        originatorUser: UUID,
        targetUser: UUID,
        submitted: Date,
        completed: Date?,
        newProfile: UUID?,
        oldProfile: UUID?,
        newSmartcard: UUID?,
        oldSmartcard: UUID?,
        priority: Int,
        comment: String,
        profileTemplate: UUID,
        securityDescriptor: SecurityDescriptorText,
        isSmartcard: Bool,
        isEnrollmentAgent: Bool,
        isDataCollectionComplete: Bool
    ) {
        self.uuid = uuid
        self.requestType = requestType
        self.status = status
        self.flags = flags
        self.dataCollection = dataCollection
        self.dataCollectionFlags = dataCollectionFlags
        self.originatorUser = originatorUser
        self.targetUser = targetUser
        self.submitted = submitted
        self.completed = completed
        self.newProfile = newProfile
        self.oldProfile = oldProfile
        self.newSmartcard = newSmartcard
        self.oldSmartcard = oldSmartcard
        self.priority = priority
        self.comment = comment
        self.profileTemplate = profileTemplate
        self.securityDescriptor = securityDescriptor
        self.isSmartcard = isSmartcard
        self.isEnrollmentAgent = isEnrollmentAgent
        self.isDataCollectionComplete = isDataCollectionComplete
    }

    package var json: JSONValue {
        .members([
            "Uuid": .string(GUIDText.text(uuid)), "RequestType": .int(requestType), "Status": .int(status), "Flags": .int(flags),
            "DataCollection": .array(
                dataCollection.map { .members(["Name": .string($0.name), "Value": $0.value.map { JSONValue.string($0) } ?? .null]) }
            ),
            "DataCollectionFlags": .int(dataCollectionFlags), "OriginatorUserUuid": .string(GUIDText.text(originatorUser)),
            "TargetUserUuid": .string(GUIDText.text(targetUser)), "Submitted": .string(InstantText.text(submitted)),
            "Completed": .string(InstantText.text(completed)), "NewProfileUuid": .string(GUIDText.text(newProfile)),
            "OldProfileUuid": .string(GUIDText.text(oldProfile)), "NewSmartcardUuid": .string(GUIDText.text(newSmartcard)),
            "OldSmartcardUuid": .string(GUIDText.text(oldSmartcard)), "Priority": .int(priority), "Comment": .string(comment),
            "ProfileTemplateUuid": .string(GUIDText.text(profileTemplate)), "SecurityDescriptor": .string(securityDescriptor.text),
            "IsSmartcard": .bool(isSmartcard), "IsEnrollmentAgent": .bool(isEnrollmentAgent),
            "IsDataCollectionComplete": .bool(isDataCollectionComplete),
        ])
    }
}
