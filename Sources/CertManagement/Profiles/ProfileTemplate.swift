package import PortableFoundation
package import PKIDirectory
import PKICrypto
import PKIFormats

/// The unit of administration: it says which certificates belong together, and how each workflow on them runs. One version; the value never
/// changes.
///
/// Source: "Working with Profile Templates", "ProfileTemplate Members".
package struct ProfileTemplate: Hashable, Sendable, Codable, Identifiable {
    /// The object GUID, the same in all versions.
    package let id: UUID
    /// Counts the stored versions, from 1.
    package var version: Int
    package var name: String
    package var description: String
    package var isSmartcard: Bool
    package var isVirtualSmartcard: Bool
    /// The client makes a key for each entry, and its request *i* answers entry *i*, so the order matters.
    package var certificates: [CertificateEntry]
    package var policies: [Workflow: WorkflowPolicy]
    /// `read`: see it; `enroll`: receive its certificates; `audit`: see its requests.
    package var access: AccessControlList
    /// How cards of this template are made; nil for a software template.
    package var smartcard: SmartcardConfiguration?
    /// Nothing new can be started with it. What exists can still be ended.
    package var isRetired: Bool

    /// One certificate of the profile.
    package struct CertificateEntry: Hashable, Sendable, Codable {
        /// Name of the CA's certificate template.
        package var template: String
        /// The name of the CA; nil selects the first one that issues.
        package var authority: String?
        package var friendlyName: String
        /// The client installs it for the machine, not for the user.
        package var usesLocalMachineStore: Bool
        /// Whether the service makes the key and returns a PFX. It keeps the key sealed, so that it can be recovered.
        package var isServerGenerated: Bool

        package init(
            template: String,
            authority: String? = nil,
            friendlyName: String,
            usesLocalMachineStore: Bool = false,
            isServerGenerated: Bool = false
        ) {
            self.template = template
            self.authority = authority
            self.friendlyName = friendlyName
            self.usesLocalMachineStore = usesLocalMachineStore
            self.isServerGenerated = isServerGenerated
        }
    }

    package init(
        id: UUID,
        version: Int = 1,
        name: String,
        description: String,
        isSmartcard: Bool = false,
        isVirtualSmartcard: Bool = false,
        certificates: [CertificateEntry],
        policies: [Workflow: WorkflowPolicy],
        access: AccessControlList,
        smartcard: SmartcardConfiguration? = nil,
        isRetired: Bool = false
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.description = description
        self.isSmartcard = isSmartcard
        self.isVirtualSmartcard = isVirtualSmartcard
        self.certificates = certificates
        self.policies = policies
        self.access = access
        self.smartcard = smartcard ?? (isSmartcard ? SmartcardConfiguration() : nil)
        self.isRetired = isRetired
    }
}

extension ProfileTemplate {
    /// The event that records that this version was saved, with all of its content. In the place of the admin key of new cards is its hash: whoever
    /// reads the record may see that it changed, and nothing else of it.
    package func audited(by actor: AuditActor, when: Date) throws -> AuditRecord {
        var shown = self
        if let key = smartcard?.defaultAdminKey {
            shown.smartcard?.defaultAdminKey = "sha256:" + Hex.encode(Digest.sha256(Array(key.utf8)))
        }
        return AuditRecord(
            .profileTemplateSaved(id: id, name: name, version: version, document: try CanonicalJSON.text(shown)),
            by: actor,
            when: when
        )
    }
}

extension ProfileTemplate {
    /// Reads stored documents of any age: a later property gets a value in documents without it. A new property must be read here, and the compiler
    /// enforces this.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            version: try members.value(.version, else: 1),
            name: try members.value(.name),
            description: try members.value(.description, else: ""),
            isSmartcard: try members.value(.isSmartcard, else: false),
            isVirtualSmartcard: try members.value(.isVirtualSmartcard, else: false),
            certificates: try members.value(.certificates, else: []),
            policies: try members.value(.policies, else: [:]),
            access: try members.value(.access, else: AccessControlList()),
            smartcard: try members.optional(.smartcard),
            isRetired: try members.value(.isRetired, else: false)
        )
    }
}

extension ProfileTemplate.CertificateEntry {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            template: try members.value(.template),
            authority: try members.optional(.authority),
            friendlyName: try members.value(.friendlyName, else: ""),
            usesLocalMachineStore: try members.value(.usesLocalMachineStore, else: false),
            isServerGenerated: try members.value(.isServerGenerated, else: false)
        )
    }
}
