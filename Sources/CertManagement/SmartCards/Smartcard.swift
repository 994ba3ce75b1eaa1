package import PortableFoundation
import PKIFormats

/// One assignment of a card to a user. The chip keeps its card id; each assignment is a new smart card with an id of its own.
///
/// Source: "Get smart card data"; SmartcardStatus and SmartcardFlags numbers in `NumberTable.swift`.
package struct Smartcard: Hashable, Sendable, Codable, Identifiable {
    package let id: UUID
    /// Counts the changes, from 1.
    package var revision: Int
    package var status: SmartcardStatus
    package var flags: SmartcardFlags
    /// The GUID on the chip.
    package let cardID: UUID
    /// Lower-case hexadecimal of the answer to reset; empty when the client gave none.
    package var atr: String
    package let assignedUser: UUID
    package let profileTemplate: UUID
    package let profileTemplateVersion: Int
    /// The profile with the card's certificates.
    package let profile: UUID
    /// The request that bound it.
    package let request: UUID
    /// The card that this one replaced, that it duplicates, and to which this temporary one belongs.
    package var parent: UUID?
    package var primary: UUID?
    package var permanent: UUID?
    package var comment: String
    package var middleware: String
    package var adminKey: AdminKeyState
    /// The request that was started for it last and may be open; it keeps two from starting at once.
    package var lastRequest: UUID?
    /// Counts the assignments of the chip, from 1.
    package let assignment: Int
    /// The request that bound it ended without a card, so it was never used.
    package var wasReleased: Bool
    /// The request whose sealed PIN the card has; nil when the service keeps none.
    package var pinRequest: UUID?
    /// When keys, answers and PINs were given for the chip in the last hour.
    package var secretCalls: [Date]

    package init(
        id: UUID,
        revision: Int = 1,
        status: SmartcardStatus = .assigned,
        flags: SmartcardFlags = [],
        cardID: UUID,
        atr: String = "",
        assignedUser: UUID,
        profileTemplate: UUID,
        profileTemplateVersion: Int,
        profile: UUID,
        request: UUID,
        parent: UUID? = nil,
        primary: UUID? = nil,
        permanent: UUID? = nil,
        comment: String = "",
        middleware: String = "MSBaseCSP",
        adminKey: AdminKeyState = AdminKeyState(),
        lastRequest: UUID? = nil,
        assignment: Int = 1,
        wasReleased: Bool = false,
        pinRequest: UUID? = nil,
        secretCalls: [Date] = []
    ) {
        self.id = id
        self.revision = revision
        self.status = status
        self.flags = flags
        self.cardID = cardID
        self.atr = atr
        self.assignedUser = assignedUser
        self.profileTemplate = profileTemplate
        self.profileTemplateVersion = profileTemplateVersion
        self.profile = profile
        self.request = request
        self.parent = parent
        self.primary = primary
        self.permanent = permanent
        self.comment = comment
        self.middleware = middleware
        self.adminKey = adminKey
        self.lastRequest = lastRequest
        self.assignment = assignment
        self.wasReleased = wasReleased
        self.pinRequest = pinRequest
        self.secretCalls = secretCalls
    }
}

/// The state of a smart card, as a number. Open. Source: "SmartcardStatus Enumeration".
package struct SmartcardStatus: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// Bits of a smart card. Source: "SmartcardFlags Enumeration".
package struct SmartcardFlags: OptionSet, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// Who chooses the user PIN, as a number. Open. Source: "UserPinOption Enumeration".
package struct UserPINOption: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
}

extension Smartcard {
    /// Reads stored documents of any age: a later property gets a value in documents without it.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try members.value(.id),
            revision: try members.value(.revision, else: 1),
            status: try members.value(.status, else: .assigned),
            flags: try members.value(.flags, else: []),
            cardID: try members.value(.cardID),
            atr: try members.value(.atr, else: ""),
            assignedUser: try members.value(.assignedUser),
            profileTemplate: try members.value(.profileTemplate),
            profileTemplateVersion: try members.value(.profileTemplateVersion),
            profile: try members.value(.profile),
            request: try members.value(.request),
            parent: try members.optional(.parent),
            primary: try members.optional(.primary),
            permanent: try members.optional(.permanent),
            comment: try members.value(.comment, else: ""),
            middleware: try members.value(.middleware, else: "MSBaseCSP"),
            adminKey: try members.value(.adminKey, else: AdminKeyState()),
            lastRequest: try members.optional(.lastRequest),
            assignment: try members.value(.assignment, else: 1),
            wasReleased: try members.value(.wasReleased, else: false),
            pinRequest: try members.optional(.pinRequest),
            secretCalls: try members.value(.secretCalls, else: [])
        )
    }
}
