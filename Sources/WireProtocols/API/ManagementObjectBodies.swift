import PKIFormats

/// A person whom the caller may manage.
package struct ManagementUserBody: Hashable, Sendable, Codable {
    package var id: String
    /// `DOMAIN\name`.
    package var name: String
    package var displayName: String
    package var mail: String?
    package var kind: String
    package var enabled: Bool

    package init(id: String, name: String, displayName: String, mail: String?, kind: String, enabled: Bool) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.mail = mail
        self.kind = kind
        self.enabled = enabled
    }
}

/// A profile of a user.
package struct ManagedProfileBody: Hashable, Sendable, Codable {
    package var id: String
    package var status: String
    package var user: String
    package var profileTemplate: String
    package var profileTemplateName: String?
    package var profileTemplateVersion: Int
    package var parent: String?
    package var primary: String?
    package var smartcard: String?
    package var comment: String

    package init(
        id: String,
        status: String,
        user: String,
        profileTemplate: String,
        profileTemplateName: String?,
        profileTemplateVersion: Int,
        comment: String
    ) {
        self.id = id
        self.status = status
        self.user = user
        self.profileTemplate = profileTemplate
        self.profileTemplateName = profileTemplateName
        self.profileTemplateVersion = profileTemplateVersion
        self.comment = comment
    }
}

/// A smart card of a user.
package struct ManagedSmartcardBody: Hashable, Sendable, Codable {
    package var id: String
    package var status: String
    package var user: String
    package var profileTemplate: String
    package var profileTemplateName: String?
    package var profileTemplateVersion: Int
    /// The GUID on the chip.
    package var cardId: String
    package var atr: String
    package var profile: String
    package var request: String
    package var parent: String?
    package var permanent: String?
    package var comment: String

    package init(
        id: String,
        status: String,
        user: String,
        profileTemplate: String,
        profileTemplateName: String?,
        profileTemplateVersion: Int,
        cardId: String,
        atr: String,
        profile: String,
        request: String,
        comment: String
    ) {
        self.id = id
        self.status = status
        self.user = user
        self.profileTemplate = profileTemplate
        self.profileTemplateName = profileTemplateName
        self.profileTemplateVersion = profileTemplateVersion
        self.cardId = cardId
        self.atr = atr
        self.profile = profile
        self.request = request
        self.comment = comment
    }
}

/// A certificate of a user's profile.
package struct ManagedCertificateBody: Hashable, Sendable, Codable {
    package var profile: String
    package var request: String
    package var authority: String
    package var requestId: Int
    package var template: String
    package var serialNumber: String
    package var thumbprint: String
    package var notBefore: String
    package var notAfter: String
    /// `client`, `server`, `keyHistory` or `external`.
    package var origin: String
    /// `good`, `held` or `revoked`, as far as certificate management did it.
    package var standing: String

    package init(
        profile: String,
        request: String,
        authority: String,
        requestId: Int,
        template: String,
        serialNumber: String,
        thumbprint: String,
        notBefore: String,
        notAfter: String,
        origin: String,
        standing: String
    ) {
        self.profile = profile
        self.request = request
        self.authority = authority
        self.requestId = requestId
        self.template = template
        self.serialNumber = serialNumber
        self.thumbprint = thumbprint
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.origin = origin
        self.standing = standing
    }
}

/// `GET /api/v1/management/why`.
package struct ManagementWhyBody: Hashable, Sendable, Codable {
    package var operation: String
    package var actor: ManagementPartyBody
    package var target: ManagementPartyBody
    package var profileTemplate: String
    package var profileTemplateName: String
    package var allowed: Bool
    /// In the order in which they are asked.
    package var rules: [Rule]

    package struct Rule: Hashable, Sendable, Codable {
        package var rule: String
        package var holds: Bool
        /// The entry or the fact that decided.
        package var decidedBy: String
        /// What would have to change for it to hold; empty when it holds.
        package var remedy: String

        package init(rule: String, holds: Bool, decidedBy: String, remedy: String) {
            self.rule = rule
            self.holds = holds
            self.decidedBy = decidedBy
            self.remedy = remedy
        }
    }

    package init(
        operation: String,
        actor: ManagementPartyBody,
        target: ManagementPartyBody,
        profileTemplate: String,
        profileTemplateName: String,
        allowed: Bool,
        rules: [Rule]
    ) {
        self.operation = operation
        self.actor = actor
        self.target = target
        self.profileTemplate = profileTemplate
        self.profileTemplateName = profileTemplateName
        self.allowed = allowed
        self.rules = rules
    }
}
