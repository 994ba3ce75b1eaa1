import PKIFormats

/// An account in answers of certificate management.
package struct ManagementPartyBody: Hashable, Sendable, Codable {
    /// The object GUID.
    package var id: String
    /// `DOMAIN\name`; absent when the directory has the account no longer.
    package var name: String?

    package init(id: String, name: String?) {
        self.id = id
        self.name = name
    }
}

/// An answer to a question of a policy.
package struct ManagementDataItemBody: Hashable, Sendable, Codable {
    package var name: String
    /// Absent until somebody supplies it, and for values that are only sealed.
    package var value: String?

    package init(name: String, value: String?) {
        self.name = name
        self.value = value
    }
}

/// One line of a request's access list.
package struct ManagementAccessEntryBody: Hashable, Sendable, Codable {
    /// The SID.
    package var trustee: String
    package var name: String?
    /// The acts that it allows or denies.
    package var permissions: [String]
    package var deny: Bool
    /// Whether it is for the caller.
    package var applies: Bool

    package init(trustee: String, name: String?, permissions: [String], deny: Bool, applies: Bool) {
        self.trustee = trustee
        self.name = name
        self.permissions = permissions
        self.deny = deny
        self.applies = applies
    }
}

/// A request of certificate management, as the caller sees it.
package struct ManagedRequestBody: Hashable, Sendable, Codable {
    package var id: String
    /// Counts the changes, from 1; the entity tag.
    package var revision: Int
    /// `enroll`, `suspend`, …
    package var operation: String
    /// `Pending`, `Approved`, …
    package var status: String
    /// 0 is most urgent, 255 least.
    package var priority: Int
    package var target: ManagementPartyBody
    package var originator: ManagementPartyBody
    package var profileTemplate: String
    package var profileTemplateName: String?
    package var profileTemplateVersion: Int
    package var submitted: String
    package var completed: String?
    package var comment: String
    package var oldProfile: String?
    package var newProfile: String?
    package var oldSmartcard: String?
    package var newSmartcard: String?
    /// Of an online update: the one certificate template that it concerns.
    package var certificateTemplate: String?
    /// While it waits: the number of people who must approve, and those who have.
    package var approvalsNeeded: Int?
    package var approvedBy: [ManagementPartyBody]?
    /// Why it failed.
    package var failure: String?
    package var dataItems: [ManagementDataItemBody]
    /// The acts that the caller may do.
    package var permissions: [String]
    /// The whole list of rights; only in the answer for one request.
    package var access: [ManagementAccessEntryBody]?

    package init(
        id: String,
        revision: Int,
        operation: String,
        status: String,
        priority: Int,
        target: ManagementPartyBody,
        originator: ManagementPartyBody,
        profileTemplate: String,
        profileTemplateName: String?,
        profileTemplateVersion: Int,
        submitted: String,
        comment: String,
        dataItems: [ManagementDataItemBody],
        permissions: [String]
    ) {
        self.id = id
        self.revision = revision
        self.operation = operation
        self.status = status
        self.priority = priority
        self.target = target
        self.originator = originator
        self.profileTemplate = profileTemplate
        self.profileTemplateName = profileTemplateName
        self.profileTemplateVersion = profileTemplateVersion
        self.submitted = submitted
        self.comment = comment
        self.dataItems = dataItems
        self.permissions = permissions
    }
}

/// One event of a request's history.
package struct ManagementEventBody: Hashable, Sendable, Codable {
    package var id: String
    package var when: String
    /// `initiated`, `approved`, …
    package var kind: String
    package var actor: ManagementPartyBody
    package var from: String
    package var to: String
    package var comment: String
    package var detail: String
    package var correlationId: String

    package init(
        id: String,
        when: String,
        kind: String,
        actor: ManagementPartyBody,
        from: String,
        to: String,
        comment: String,
        detail: String,
        correlationId: String
    ) {
        self.id = id
        self.when = when
        self.kind = kind
        self.actor = actor
        self.from = from
        self.to = to
        self.comment = comment
        self.detail = detail
        self.correlationId = correlationId
    }
}
