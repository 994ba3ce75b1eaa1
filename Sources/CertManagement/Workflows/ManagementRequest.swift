package import PortableFoundation
package import PKIDirectory
import PKIFormats

/// One life-cycle operation on one target user and profile template, as stored: replaced as a whole, counted by `revision`.
///
/// Source: "Get request" for what it shows.
package struct ManagementRequest: Hashable, Sendable, Codable, Identifiable {
    /// A user at the time of the request: the GUID decides, the SID stands in the descriptor.
    package struct Party: Hashable, Sendable, Codable {
        package let id: UUID
        package let sid: SecurityIdentifier

        package init(id: UUID, sid: SecurityIdentifier) {
            self.id = id
            self.sid = sid
        }

        package init(_ principal: Principal) { self.init(id: principal.id, sid: principal.sid) }
    }

    package let id: UUID
    /// Counts the changes, from 1.
    package var revision: Int
    package let workflow: Workflow
    package var machine: WorkflowMachine
    package let flags: RequestFlags
    package var dataItems: [DataItem]
    package var dataCollectionFlags: DataCollectionFlags
    package let originator: Party
    package let target: Party
    /// Whole milliseconds.
    package let submitted: Date
    package var newProfile: UUID?
    package let oldProfile: UUID?
    package let priority: UInt8
    package let comment: String
    package let profileTemplate: UUID
    /// The version whose contents hold for this request. Rights are always read from the newest one.
    package let profileTemplateVersion: Int

    package init(
        id: UUID,
        revision: Int = 1,
        workflow: Workflow,
        machine: WorkflowMachine,
        flags: RequestFlags,
        dataItems: [DataItem],
        dataCollectionFlags: DataCollectionFlags,
        originator: Party,
        target: Party,
        submitted: Date,
        newProfile: UUID? = nil,
        oldProfile: UUID? = nil,
        priority: UInt8,
        comment: String,
        profileTemplate: UUID,
        profileTemplateVersion: Int
    ) {
        self.id = id
        self.revision = revision
        self.workflow = workflow
        self.machine = machine
        self.flags = flags
        self.dataItems = dataItems
        self.dataCollectionFlags = dataCollectionFlags
        self.originator = originator
        self.target = target
        self.submitted = submitted
        self.newProfile = newProfile
        self.oldProfile = oldProfile
        self.priority = priority
        self.comment = comment
        self.profileTemplate = profileTemplate
        self.profileTemplateVersion = profileTemplateVersion
    }

    package var status: RequestStatus { machine.status }
    package var isSmartcard: Bool { flags.contains(.smartcard) }
    package var isEnrollmentAgent: Bool { flags.contains(.enrollmentAgent) }
    package var isDataCollectionComplete: Bool { dataCollectionFlags.isSuperset(of: [.subscriberProvided, .certificateManagerProvided]) }
}

extension ManagementRequest {
    /// Reads stored documents of every age: what came later has a value for those that lack it. A new property is not read until it has its line here,
    /// and the compiler asks for it.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            revision: try members.value(.revision, else: 1),
            workflow: try members.value(.workflow),
            machine: try members.value(.machine),
            flags: try members.value(.flags, else: []),
            dataItems: try members.value(.dataItems, else: []),
            dataCollectionFlags: try members.value(.dataCollectionFlags, else: []),
            originator: try members.value(.originator),
            target: try members.value(.target),
            submitted: try members.value(.submitted),
            newProfile: try members.optional(.newProfile),
            oldProfile: try members.optional(.oldProfile),
            priority: try members.value(.priority, else: 10),
            comment: try members.value(.comment, else: ""),
            profileTemplate: try members.value(.profileTemplate),
            profileTemplateVersion: try members.value(.profileTemplateVersion)
        )
    }
}
