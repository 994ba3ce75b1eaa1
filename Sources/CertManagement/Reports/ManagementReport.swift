package import PortableFoundation

/// A report over everything that the caller may audit. Columns keep their names and places for ever; new ones come last.
package enum ManagementReport: String, CaseIterable, Hashable, Sendable {
    case requests, profiles, smartcards, certificates

    package var columns: [String] {
        switch self {
        case .requests:
            [
                "id", "operation", "status", "target", "originator", "profileTemplate", "submitted", "completed", "priority", "comment",
                "oldProfile", "newProfile", "oldSmartcard", "newSmartcard",
            ]
        case .profiles: ["id", "status", "user", "profileTemplate", "profileTemplateVersion", "primary", "parent", "smartcard", "comment"]
        case .smartcards:
            [
                "id", "status", "user", "profileTemplate", "profileTemplateVersion", "cardId", "atr", "profile", "parent", "permanent",
                "comment",
            ]
        case .certificates:
            [
                "serialNumber", "thumbprint", "authority", "requestId", "template", "user", "profile", "profileTemplate", "notBefore",
                "notAfter",
                "origin", "standing",
            ]
        }
    }

    /// The rows of a report.
    package struct Selection: Hashable, Sendable {
        package var user: UUID?
        package var profileTemplate: UUID?
        /// Of requests: the time of submission. Of certificates: the end. From this time to before the other one.
        package var from: Date?
        package var before: Date?

        package init(user: UUID? = nil, profileTemplate: UUID? = nil, from: Date? = nil, before: Date? = nil) {
            self.user = user
            self.profileTemplate = profileTemplate
            self.from = from
            self.before = before
        }

        func contains(_ date: Date) -> Bool { (from.map { date >= $0 } ?? true) && (before.map { date < $0 } ?? true) }
    }
}
