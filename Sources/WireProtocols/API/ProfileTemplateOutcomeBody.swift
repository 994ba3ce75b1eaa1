/// An element of `GET /api/v1/management/profile-templates`.
package struct ProfileTemplateRowBody: Codable, Sendable, Equatable {
    /// GUID in lower case.
    package let id: String
    package let name: String
    package let description: String
    package let version: Int
    package let isSmartcard: Bool
    package let isVirtualSmartcard: Bool
    package let isRetired: Bool
    /// Names of certificate templates, in order.
    package let certificates: [String]
    /// The workflows that can be started.
    package let workflows: [String]

    package init(
        id: String,
        name: String,
        description: String,
        version: Int,
        isSmartcard: Bool,
        isVirtualSmartcard: Bool,
        isRetired: Bool,
        certificates: [String],
        workflows: [String]
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.version = version
        self.isSmartcard = isSmartcard
        self.isVirtualSmartcard = isVirtualSmartcard
        self.isRetired = isRetired
        self.certificates = certificates
        self.workflows = workflows
    }
}

/// The answer to an edit of one profile template, and an element of the answer to a batch.
package struct ProfileTemplateOutcomeBody: Codable, Sendable, Equatable {
    package struct Finding: Codable, Sendable, Equatable {
        package let rule: String
        /// The key in the document, such as `policies.enroll.approvers`.
        package let field: String
        package let value: String
        package let remedy: String
        /// Whether the document cannot be stored with it.
        package let refuses: Bool

        package init(rule: String, field: String, value: String, remedy: String, refuses: Bool) {
            self.rule = rule
            self.field = field
            self.value = value
            self.remedy = remedy
            self.refuses = refuses
        }
    }

    package let id: String
    package let name: String
    /// Absent for a new profile template.
    package let oldVersion: Int?
    package let newVersion: Int
    package let changes: [TemplateFieldChangeBody]
    package let findings: [Finding]
    /// What the change means, one sentence each.
    package let meaning: [String]

    package init(
        id: String,
        name: String,
        oldVersion: Int?,
        newVersion: Int,
        changes: [TemplateFieldChangeBody],
        findings: [Finding],
        meaning: [String]
    ) {
        self.id = id
        self.name = name
        self.oldVersion = oldVersion
        self.newVersion = newVersion
        self.changes = changes
        self.findings = findings
        self.meaning = meaning
    }
}

/// The answer to `POST /api/v1/management/profile-templates`.
package struct ProfileTemplateBatchOutcomeBody: Codable, Sendable, Equatable {
    /// Whether the documents are stored now.
    package let stored: Bool
    /// Whether a finding forbids to store them; a dry run says so with status 200.
    package let refused: Bool
    package let profileTemplates: [ProfileTemplateOutcomeBody]

    package init(stored: Bool, refused: Bool, profileTemplates: [ProfileTemplateOutcomeBody]) {
        self.stored = stored
        self.refused = refused
        self.profileTemplates = profileTemplates
    }
}

/// The answer with status 422 when a finding forbids an edit: the members of ``ProblemBody`` for the first finding, and all outcomes.
package struct ProfileTemplateRefusalBody: Encodable, Sendable {
    package let problem: ProblemBody
    package let profileTemplates: [ProfileTemplateOutcomeBody]

    package init(problem: ProblemBody, profileTemplates: [ProfileTemplateOutcomeBody]) {
        self.problem = problem
        self.profileTemplates = profileTemplates
    }

    private enum CodingKeys: String, CodingKey { case profileTemplates }

    package func encode(to encoder: any Encoder) throws {
        try problem.encode(to: encoder)
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(profileTemplates, forKey: .profileTemplates)
    }
}

/// `GET /api/v1/management/profile-templates/{profileTemplate}/versions`, oldest first.
package struct ProfileTemplateHistoryBody: Codable, Sendable, Equatable {
    package struct Version: Codable, Sendable, Equatable {
        package let version: Int
        package let name: String
        /// The differences from the version before; none for the first.
        package let changes: [TemplateFieldChangeBody]

        package init(version: Int, name: String, changes: [TemplateFieldChangeBody]) {
            self.version = version
            self.name = name
            self.changes = changes
        }
    }

    package let versions: [Version]

    package init(versions: [Version]) { self.versions = versions }
}
