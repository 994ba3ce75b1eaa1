import CAInterface
package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// Binds a card to a request; from then on only this card can execute it. Nil when the request is absent or invisible.
    ///
    /// Source: "Assign a smart card to a request". A repetition with the same card returns the same assignment.
    /// - Parameters:
    ///     - chip: the GUID on the card.
    ///     - atr: hexadecimal of the answer to reset; empty when unknown.
    package func bindSmartcard(_ chip: UUID, atr: String, to id: UUID) async throws -> Smartcard? {
        var bound: Smartcard?
        let situation = try await changing(id) { situation in
            bound = nil
            try require(.execute, in: situation, to: "bind a card to it")
            guard situation.request.isSmartcard, let configuration = situation.contents.smartcard else {
                throw ManagementError(
                    .requestStateInvalid,
                    "The request is for a software profile and takes no card. Start a request with a profile template for smart cards."
                )
            }
            let begun = try await beginning(&situation, comment: "", detail: "binding of a card")
            if let present = try await card(of: situation.request, madeIn: begun) {
                guard present.cardID == chip else { throw Self.otherCardBound }
                bound = present
                return begun
            }
            guard situation.request.operation.makesCard else { throw Self.otherCardBound }
            let earlier = try await reading { try await assignments(of: chip) }
            let standing = try check(earlier, of: chip, for: situation.request, configuration)
            var changes: [ManagementChange] = begun + standing.map { .smartcardStands($0.id, revision: $0.revision) }
            var profile = try await profile(of: situation.request, madeIn: begun)
            let card = try assignment(of: chip, atr: atr, earlier: earlier, profile: profile.id, in: situation, configuration)
            // The profile must be there before the card that names it.
            profile.smartcard = card.id
            profile.revision += 1
            changes += [.profileUpdated(profile), .smartcardCreated(card)]
            situation.request.newSmartcard = card.id
            situation.request.revision += 1
            changes.append(.requestUpdated(situation.request))
            let detail = "card \(Self.text(card.id)), chip \(Self.text(chip)), assignment \(card.assignment)"
            changes.append(event(.cardBound, on: situation.request, from: situation.request.status, detail: detail))
            bound = card
            return changes
        }
        return situation == nil ? nil : bound
    }

    private static var otherCardBound: ManagementError {
        ManagementError(.cardNotFound, "The request is for another card. Use the card that it names, or start a new request.")
    }

    static func text(_ id: UUID) -> String { id.uuidString.lowercased() }

    /// The card that is bound to a request.
    /// - Parameter changes: a new one may be in them, not stored yet.
    func card(of request: ManagementRequest, madeIn changes: [ManagementChange] = []) async throws -> Smartcard? {
        for case .smartcardCreated(let card) in changes where card.id == request.newSmartcard { return card }
        guard let id = request.newSmartcard else { return nil }
        return try await reading { try await store.smartcard(id) }
    }

    /// Refuses a chip that has another task.
    /// - Returns: the assignments that must not change until the new one is stored.
    private func check(
        _ earlier: [Smartcard],
        of chip: UUID,
        for request: ManagementRequest,
        _ configuration: SmartcardConfiguration
    ) throws(ManagementError) -> [Smartcard] {
        let living = earlier.filter { $0.status != .retired }
        for card in living {
            // A renewal may put the new certificates onto the card that it renews.
            if request.operation == .renew, card.id == request.oldSmartcard { continue }
            throw ManagementError(
                .cardNotFound,
                card.status == .assigned
                    ? "The card waits for request \(Self.text(card.request)). Cancel that one, or take another card."
                    : "The card is \(card.status.name) and belongs to somebody. Retire it first, or take another card."
            )
        }
        let wasIssued = earlier.contains { $0.status == .retired && !$0.wasReleased }
        guard configuration.allowsReuse || !wasIssued else {
            throw ManagementError(
                .cardNotFound,
                "The card is retired, and its profile template does not allow retired cards to be issued again. Take another card."
            )
        }
        return living
    }

    /// The profile that the execution of the request has made.
    private func profile(of request: ManagementRequest, madeIn changes: [ManagementChange]) async throws -> Profile {
        for case .profileCreated(let profile) in changes { return profile }
        if let id = request.newProfile, let profile = try await reading({ try await store.profile(id) }) { return profile }
        throw ManagementError(.databaseSearch, "The profile of the request is absent. Cancel the request and start a new one.")
    }

    private func assignment(
        of chip: UUID,
        atr: String,
        earlier: [Smartcard],
        profile: UUID,
        in situation: Situation,
        _ configuration: SmartcardConfiguration
    ) throws(ManagementError) -> Smartcard {
        let request = situation.request
        let last = earlier.max { $0.assignment < $1.assignment }
        var flags = Self.cardFlags(of: request.operation)
        if earlier.contains(where: { !$0.wasReleased && $0.assignedUser != request.target.id }) { flags.insert(.reused) }
        var adminKey = Smartcard.AdminKeyState(algorithm: configuration.adminKeyAlgorithm)
        if let last, last.adminKey.algorithm == configuration.adminKeyAlgorithm {
            // The renewed card is in the hands of its holder and keeps its key; any other one may have got its default key back.
            adminKey = last.status == .retired ? last.adminKey.ofNextAssignment : last.adminKey
        }
        var card = Smartcard(
            id: service.newID(),
            status: .new,
            flags: flags,
            cardID: chip,
            atr: atr.lowercased(),
            assignedUser: request.target.id,
            profileTemplate: situation.contents.id,
            profileTemplateVersion: situation.contents.version,
            profile: profile,
            request: request.id,
            parent: request.operation.replaces ? request.oldSmartcard : nil,
            primary: request.operation == .duplicate ? request.oldSmartcard : nil,
            permanent: request.operation == .temporaryCards ? request.oldSmartcard : nil,
            comment: request.comment,
            middleware: configuration.provider,
            adminKey: adminKey,
            assignment: (last?.assignment ?? 0) + 1,
            secretCalls: last?.secretCalls ?? []
        )
        _ = try card.move { machine throws(SmartcardMachine.IllegalMoveError) in try machine.assign() }
        return card
    }

    private static func cardFlags(of operation: Operation) -> SmartcardFlags {
        switch operation {
        case .duplicate: .duplicate
        case .temporaryCards: .temporary
        case .recoverOnBehalf: .keyEscrow
        default: []
        }
    }
}

extension Operation {
    /// Whether it brings a new card, or new certificates onto a card.
    package var makesCard: Bool {
        switch self {
        case .enroll, .renew, .recover, .recoverOnBehalf, .duplicate, .temporaryCards: true
        case .onlineUpdate, .suspend, .reinstate, .disable, .retire, .unblock, .offlineUnblock, .temporaryDisable, .temporaryRetire: false
        }
    }

    /// Whether the new object takes the place of the old one.
    var replaces: Bool { self == .renew || self == .recover }
}
