import PKIDirectory
import PKIFormats

/// A document to print for a request. Source: the documented property Documents; its shape is chosen.
package struct PolicyDocument: Hashable, Sendable, Codable {
    package var name: String
    /// The text with `{{variables}}`, which are filled in when it is printed.
    package var template: String

    package init(name: String, template: String) {
        self.name = name
        self.template = template
    }
}

/// How many one-time passwords a request has, and who gets them. Source: the documented class OneTimePasswordPolicy; its shape is chosen.
package struct OneTimePasswordPolicy: Hashable, Sendable, Codable {
    /// The way a password reaches its reader. Source: PasswordDistributionType, whose members are chosen.
    package enum Distribution: String, Hashable, Sendable, Codable {
        /// Shown once to the manager who distributes it.
        case onScreen
        case mailToSubscriber
        case mailToManager
    }

    /// One entry for each password, in their order.
    package var distributions: [Distribution]
    /// Characters of each password.
    package var length: Int
    /// Seconds until a distributed password ends.
    package var lifetimeSeconds: Int

    package init(distributions: [Distribution] = [.onScreen], length: Int = 8, lifetimeSeconds: Int = 7 * 86_400) {
        self.distributions = distributions
        self.length = length
        self.lifetimeSeconds = lifetimeSeconds
    }
}

/// A mail that an event of a request, or the coming end of a certificate, sends.
package struct MailRule: Hashable, Sendable, Codable {
    package enum Event: String, CaseIterable, Hashable, Sendable, Codable {
        case initiated, approved, denied, canceled, completed, failed, passwordsDistributed, certificateExpires
    }

    package enum Recipient: Hashable, Sendable, Codable {
        case target, originator, approvers, managers
        case address(String)
    }

    package var event: Event
    package var to: [Recipient]
    /// The file in the data directory's `mail`, without its ending; nil for the built-in text of the event.
    package var template: String?
    /// Of `certificateExpires`: days before the end.
    package var daysBefore: Int

    package init(event: Event, to: [Recipient], template: String? = nil, daysBefore: Int = 30) {
        self.event = event
        self.to = to
        self.template = template
        self.daysBefore = daysBefore
    }
}

/// The rules of temporary cards. Source: "TemporaryCardsPolicy Members".
package struct TemporaryCardOptions: Hashable, Sendable, Codable {
    package var allowsKioskRetirement: Bool
    package var isAutoenrolled: Bool
    /// Not together with `resetsAdminPIN`.
    package var blocksAdminPIN: Bool
    package var erasesCard: Bool
    package var resetsAdminPIN: Bool
    /// Days until a temporary card's certificates end at the latest.
    package var days: Int

    package init(
        allowsKioskRetirement: Bool = false,
        isAutoenrolled: Bool = false,
        blocksAdminPIN: Bool = false,
        erasesCard: Bool = true,
        resetsAdminPIN: Bool = false,
        days: Int = 7
    ) {
        self.allowsKioskRetirement = allowsKioskRetirement
        self.isAutoenrolled = isAutoenrolled
        self.blocksAdminPIN = blocksAdminPIN
        self.erasesCard = erasesCard
        self.resetsAdminPIN = resetsAdminPIN
        self.days = days
    }
}

extension OneTimePasswordPolicy {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            distributions: try members.value(.distributions, else: [.onScreen]),
            length: try members.value(.length, else: 8),
            lifetimeSeconds: try members.value(.lifetimeSeconds, else: 7 * 86_400)
        )
    }
}

extension MailRule {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            event: try members.value(.event),
            to: try members.value(.to, else: []),
            template: try members.optional(.template),
            daysBefore: try members.value(.daysBefore, else: 30)
        )
    }
}

extension TemporaryCardOptions {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            allowsKioskRetirement: try members.value(.allowsKioskRetirement, else: false),
            isAutoenrolled: try members.value(.isAutoenrolled, else: false),
            blocksAdminPIN: try members.value(.blocksAdminPIN, else: false),
            erasesCard: try members.value(.erasesCard, else: true),
            resetsAdminPIN: try members.value(.resetsAdminPIN, else: false),
            days: try members.value(.days, else: 7)
        )
    }
}
