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

    package var json: OrderedJSON {
        .members([
            "Name": .string(name), "Description": .string(description), "Uuid": .string(GUIDText.text(uuid)),
            "IsSmartcardProfileTemplate": .bool(isSmartcard), "IsVirtualSmartcardProfileTemplate": .bool(isVirtualSmartcard),
        ])
    }
}

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

    package var json: OrderedJSON {
        .members([
            "Uuid": .string(GUIDText.text(uuid)), "RequestType": .int(requestType), "Status": .int(status), "Flags": .int(flags),
            "DataCollection": .array(
                dataCollection.map { .members(["Name": .string($0.name), "Value": $0.value.map { OrderedJSON.string($0) } ?? .null]) }
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

/// How to make one PKCS#10. Source: "Get certificate request generation options".
package struct GenerationOptionBody: Hashable, Sendable {
    package var subject: String
    package var keyAlgorithmName: String
    package var keySize: Int
    package var friendlyName: String
    package var hashAlgorithmName: String
    package var keyStorageProviderNames: [String]
    package var exportable: Int
    package var keyProtectionLevel: Int
    package var keyUsages: Int

    package init(
        subject: String,
        keyAlgorithmName: String,
        keySize: Int,
        friendlyName: String,
        hashAlgorithmName: String,
        keyStorageProviderNames: [String],
        exportable: Int,
        keyProtectionLevel: Int,
        keyUsages: Int
    ) {
        self.subject = subject
        self.keyAlgorithmName = keyAlgorithmName
        self.keySize = keySize
        self.friendlyName = friendlyName
        self.hashAlgorithmName = hashAlgorithmName
        self.keyStorageProviderNames = keyStorageProviderNames
        self.exportable = exportable
        self.keyProtectionLevel = keyProtectionLevel
        self.keyUsages = keyUsages
    }

    package var json: OrderedJSON {
        .members([
            "Subject": .string(subject), "KeyAlgorithmName": .string(keyAlgorithmName), "KeySize": .int(keySize),
            "FriendlyName": .string(friendlyName), "HashAlgorithmName": .string(hashAlgorithmName),
            "KeyStorageProviderNames": .array(keyStorageProviderNames.map { .string($0) }), "Exportable": .int(exportable),
            "KeyProtectionLevel": .int(keyProtectionLevel), "KeyUsages": .int(keyUsages),
        ])
    }
}
