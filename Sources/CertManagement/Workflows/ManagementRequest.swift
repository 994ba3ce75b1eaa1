package import PortableFoundation
package import PKIDirectory
import PKIFormats

/// One life-cycle operation on one target user and profile template, as it is stored: replaced as a whole, and numbered by `revision`.
///
/// Source: "Get request" for what it shows.
package struct ManagementRequest: Hashable, Sendable, Codable, Identifiable {
    /// A user at the time of the request. The GUID identifies the user, and the descriptor contains the SID.
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
    /// The act itself; `workflow` is the one whose policy governs it.
    package let operation: Operation
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
    /// The card that is bound to it or results from it, and the card that it is for.
    package var newSmartcard: UUID?
    package let oldSmartcard: UUID?
    package var priority: UInt8
    package let comment: String
    package let profileTemplate: UUID
    /// The version whose content applies to this request. Rights always come from the newest version.
    package let profileTemplateVersion: Int
    /// Where the policy lets the initiator choose.
    package let revocation: RevocationChoice?
    /// Of online update: the one certificate template that it concerns; nil for all.
    package let certificateTemplate: String?
    /// Its end has begun and acts at the CA may have been done; nil before and after.
    package var settlement: Settlement?
    /// What the client has reported about the card. The card itself changes when the request is completed.
    package var reportedCardStatus: SmartcardStatus?

    package init(
        id: UUID,
        revision: Int = 1,
        workflow: Workflow,
        operation: Operation? = nil,
        machine: WorkflowMachine,
        flags: RequestFlags,
        dataItems: [DataItem],
        dataCollectionFlags: DataCollectionFlags,
        originator: Party,
        target: Party,
        submitted: Date,
        newProfile: UUID? = nil,
        oldProfile: UUID? = nil,
        newSmartcard: UUID? = nil,
        oldSmartcard: UUID? = nil,
        priority: UInt8,
        comment: String,
        profileTemplate: UUID,
        profileTemplateVersion: Int,
        revocation: RevocationChoice? = nil,
        certificateTemplate: String? = nil,
        settlement: Settlement? = nil,
        reportedCardStatus: SmartcardStatus? = nil
    ) {
        self.id = id
        self.revision = revision
        self.workflow = workflow
        self.operation = operation ?? Operation(workflow)
        self.machine = machine
        self.flags = flags
        self.dataItems = dataItems
        self.dataCollectionFlags = dataCollectionFlags
        self.originator = originator
        self.target = target
        self.submitted = submitted
        self.newProfile = newProfile
        self.oldProfile = oldProfile
        self.newSmartcard = newSmartcard
        self.oldSmartcard = oldSmartcard
        self.priority = priority
        self.comment = comment
        self.profileTemplate = profileTemplate
        self.profileTemplateVersion = profileTemplateVersion
        self.revocation = revocation
        self.certificateTemplate = certificateTemplate
        self.settlement = settlement
        self.reportedCardStatus = reportedCardStatus
    }

    package var status: RequestStatus { machine.status }
    package var isSmartcard: Bool { flags.contains(.smartcard) }
    package var isEnrollmentAgent: Bool { flags.contains(.enrollmentAgent) }
    package var isDataCollectionComplete: Bool { dataCollectionFlags.isSuperset(of: [.subscriberProvided, .certificateManagerProvided]) }
}

extension ManagementRequest {
    /// Reads stored documents of any age: a later property gets a value in documents without it. A new property must be read here, and the compiler
    /// enforces this.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            revision: try members.value(.revision, else: 1),
            workflow: try members.value(.workflow),
            operation: try members.optional(.operation),
            machine: try members.value(.machine),
            flags: try members.value(.flags, else: []),
            dataItems: try members.value(.dataItems, else: []),
            dataCollectionFlags: try members.value(.dataCollectionFlags, else: []),
            originator: try members.value(.originator),
            target: try members.value(.target),
            submitted: try members.value(.submitted),
            newProfile: try members.optional(.newProfile),
            oldProfile: try members.optional(.oldProfile),
            newSmartcard: try members.optional(.newSmartcard),
            oldSmartcard: try members.optional(.oldSmartcard),
            priority: try members.value(.priority, else: 10),
            comment: try members.value(.comment, else: ""),
            profileTemplate: try members.value(.profileTemplate),
            profileTemplateVersion: try members.value(.profileTemplateVersion),
            revocation: try members.optional(.revocation),
            certificateTemplate: try members.optional(.certificateTemplate),
            settlement: try members.optional(.settlement),
            reportedCardStatus: try members.optional(.reportedCardStatus)
        )
    }
}
