import PortableFoundation

/// What an operation acts on: a profile with its card, if it has one, and its certificates, as they are now.
struct ManagedObject: Hashable, Sendable {
    var profile: Profile
    var card: Smartcard?
    var certificates: [ManagedCertificate]

    /// The states that profiles and cards share. A card that is new or assigned is not in use yet.
    enum State: String, Hashable, Sendable {
        case new, active, suspended, disabled, retired
    }

    /// The word for it in messages.
    var kind: String { card == nil ? "profile" : "smart card" }

    /// The GUID for it in messages.
    var shownID: String { (card?.id ?? profile.id).uuidString.lowercased() }

    /// The card's state; without a card the profile's.
    var state: State {
        guard let card else {
            switch profile.status {
            case .active: return .active
            case .suspended: return .suspended
            case .disabled: return .disabled
            case .retired: return .retired
            default: return .new
            }
        }
        switch card.status {
        case .active: return .active
        case .suspended: return .suspended
        case .disabled: return .disabled
        case .retired: return .retired
        default: return .new
        }
    }

    var isTemporary: Bool { profile.flags.contains(.temporary) || card?.flags.contains(.temporary) == true }

    /// The service keeps the key of one of the certificates, or has it in an older profile.
    var hasArchivedKeys: Bool { certificates.contains { $0.isArchived } }

    /// Those that this service had a CA issue for this object itself. Key history belongs to an older profile, and what came from elsewhere to nobody here.
    var own: [ManagedCertificate] { certificates.filter { $0.origin == .client || $0.origin == .server } }

    /// Moves profile and card together. A retired card stays retired.
    mutating func become(_ state: State, adding added: ProfileFlags = [], removing removed: ProfileFlags = []) {
        profile.status = state.ofProfile
        profile.flags = profile.flags.union(added).subtracting(removed)
        guard var card else { return }
        if card.status != .retired { card.status = state.ofCard }
        card.flags = card.flags.union(.init(rawValue: added.rawValue)).subtracting(.init(rawValue: removed.rawValue))
        self.card = card
        profile.smartcard = card.id
    }
}

extension ManagedObject.State {
    var ofProfile: ProfileStatus {
        switch self {
        case .new: .new
        case .active: .active
        case .suspended: .suspended
        case .disabled: .disabled
        case .retired: .retired
        }
    }

    /// A card is new only before it is bound, and then it belongs to nothing.
    var ofCard: SmartcardStatus {
        switch self {
        case .new: .assigned
        case .active: .active
        case .suspended: .suspended
        case .disabled: .disabled
        case .retired: .retired
        }
    }
}
