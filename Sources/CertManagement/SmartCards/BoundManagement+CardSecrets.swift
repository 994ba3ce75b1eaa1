import CAInterface
package import PortableFoundation
import PKIDirectory
import PKIFormats

/// Admin keys, answers to challenges and PINs: each is given only for the card that is bound to the request, and each is an event of its history.
///
/// Source: the five smart-card pages; the limits are chosen.
extension BoundManagement {
    /// The card's own admin key. Nil when request or card is absent or invisible, and when the profile template gives cards no key of their own.
    ///
    /// Source: "Get smart card diversified admin key".
    package func diversifiedKey(of card: UUID, chip: UUID, for request: UUID) async throws -> [UInt8]? {
        try await look(at: card, chip: chip, for: request) { look in
            guard look.configuration.diversifiesAdminKey || look.card.adminKey.ownVersion != nil || look.card.adminKey.former != nil else {
                return nil
            }
            look.card.adminKey.give(version: try await version(for: look.card), assignment: look.card.assignment)
            guard let own = look.card.adminKey.ownKey else { return nil }
            return Look.Result(value: try await key(of: look.card, own), kind: .adminKeyGiven, detail: own.text)
        }
    }

    /// The answer to the card's challenge. Nil when request or card is absent or invisible. Source: "Get smart card authentication response".
    /// - Parameters:
    ///     - challenge: one block of the card's algorithm.
    ///     - diversified: the key that the card has now is its own, not the default one.
    package func authenticationResponse(
        to challenge: [UInt8],
        diversified: Bool,
        of card: UUID,
        chip: UUID,
        for request: UUID
    ) async throws -> [UInt8]? {
        try await look(at: card, chip: chip, for: request) { look in
            try check(challenge, for: look.card.adminKey.algorithm)
            let own = try look.card.adminKey.claim(diversified: diversified)
            let response = try await response(to: challenge, with: own, in: look)
            return Look.Result(value: response, kind: .cardAnswered, detail: own?.text ?? "default key")
        }
    }

    /// The PIN that the server chose for the card: the same one until the request ends. Nil when request or card is absent or invisible, and
    /// when the user chooses the PIN. Source: "Get smart card proposed PIN".
    /// - Parameters:
    ///     - chip: nil when the client did not say.
    ///     - request: nil means the caller's open request for that card.
    package func proposedPIN(of card: UUID, chip: UUID?, for request: UUID?) async throws -> String? {
        var open = request
        if open == nil { open = try await openRequest(for: card) }
        guard let request = open else { return nil }
        return try await look(at: card, chip: chip, for: request) { look in
            guard let provider = try provider(for: look.configuration.pinOption) else { return nil }
            let name = Self.text(look.situation.request.id)
            let kept = try await reading { try await store.secret(.pin, of: look.card.id, named: name) }
            if let kept {
                let octets = try await computing { try await service.secrets.open(kept) }
                return Look.Result(value: String(decoding: octets, as: UTF8.self), kind: .pinGiven, detail: "again")
            }
            let length = PINPolicy.lengths(of: look.configuration)
            let (owner, id) = (look.card.assignedUser, look.card.id)
            let pin = try await computing { try await provider.pin(for: id, of: owner, length: length) }
            if let fault = PINPolicy.fault(of: pin, length: length) {
                throw ManagementError(
                    .cardKeyUnavailable,
                    "The PIN provider made a PIN that cannot be used: \(fault). Tell the administrator."
                )
            }
            let secret = try await computing {
                try await service.secrets.seal(Array(pin.utf8), id: service.newID(), kind: .pin, subject: id, name: name)
            }
            return Look.Result(value: pin, kind: .pinGiven, detail: "new", changes: [.secretSealed(secret)])
        }
    }

    /// The answer to a challenge that the user read out to a help desk. Nil when the request is absent or invisible.
    ///
    /// Source: "InitiateOfflineUnblock". The caller distributes secrets or executes the request.
    /// - Parameter diversified: which key the card has; nil is the one that the service believes it has.
    package func offlineUnblockCode(for challenge: [UInt8], diversified: Bool? = nil, request id: UUID) async throws -> [UInt8]? {
        guard let situation = try await situation(of: id) else { return nil }
        if !situation.permissions.contains(.distribute) { try require(.execute, in: situation, to: "get the secrets of its card") }
        let request = situation.request
        guard request.operation == .offlineUnblock, let card = try await card(of: request) else {
            throw ManagementError(
                .requestStateInvalid,
                "Codes to be read out are only given for requests of OfflineUnblock. Start one for the card."
            )
        }
        return try await look(at: card.id, chip: card.cardID, for: id, orWith: .distribute) { look in
            try check(challenge, for: look.card.adminKey.algorithm)
            let own = try look.card.adminKey.claim(diversified: diversified ?? look.card.adminKey.isProbablyOwn)
            let response = try await response(to: challenge, with: own, in: look)
            return Look.Result(value: response, kind: .unblockCodeGiven, detail: own?.text ?? "default key")
        }
    }

    /// The PIN that the service keeps for a card, for somebody who may distribute the secrets of the request that set it. Nil when the card is absent
    /// or invisible, or no PIN is kept.
    package func storedPIN(of card: UUID) async throws -> String? {
        guard let card = try await smartcard(card), let request = card.pinRequest else { return nil }
        let kept = try await reading { try await store.secret(.pin, of: card.id, named: Self.text(request)) }
        guard let kept else { return nil }
        var pin: String?
        _ = try await changing(request) { situation in
            try require(.distribute, in: situation, to: "see its PIN")
            try requireSecretsGroup()
            guard var holder = try await reading({ try await store.smartcard(card.id) }) else { return [] }
            try countCall(for: &holder)
            holder.revision += 1
            pin = String(decoding: try await computing { try await service.secrets.open(kept) }, as: UTF8.self)
            situation.request.revision += 1
            return [
                .requestUpdated(situation.request), .smartcardUpdated(holder),
                event(.pinGiven, on: situation.request, from: situation.request.status, detail: "kept PIN of card \(Self.text(card.id))"),
            ]
        }
        return pin
    }

    // MARK: One look

    /// A look at a card's secrets.
    struct Look {
        let situation: Situation
        let configuration: SmartcardConfiguration
        var card: Smartcard

        /// What it brings, and the event and changes that are stored before the value is given away.
        struct Result<Value: Sendable> {
            let value: Value
            let kind: HistoryEvent.Kind
            let detail: String
            var changes: [ManagementChange] = []
        }
    }

    /// Checks rights, card, state and the number of calls; lets `answer` make the secret; stores the event. The first call starts the execution.
    private func look<Value: Sendable>(
        at cardID: UUID,
        chip: UUID?,
        for id: UUID,
        orWith other: RequestPermissions = [],
        _ answer: (inout Look) async throws -> Look.Result<Value>?
    ) async throws -> Value? {
        var value: Value?
        let situation = try await changing(id) { situation in
            value = nil
            if other.isEmpty || situation.permissions.isDisjoint(with: other) {
                try require(.execute, in: situation, to: "get the secrets of its card")
            }
            try requireSecretsGroup()
            guard let card = try await reading({ try await store.smartcard(cardID) }) else { return [] }
            try requireBound(card, chip: chip, to: situation.request)
            let begun = try await beginning(&situation, comment: "", detail: "secrets of its card")
            guard let configuration = situation.contents.smartcard else { return [] }
            var look = Look(situation: situation, configuration: configuration, card: card)
            guard let result = try await answer(&look) else { return [] }
            try countCall(for: &look.card)
            look.card.revision += 1
            value = result.value
            situation.request.revision += 1
            var changes: [ManagementChange] = begun + [.requestUpdated(situation.request), .smartcardUpdated(look.card)] + result.changes
            let detail = "card \(Self.text(card.id)), \(result.detail)"
            changes.append(event(result.kind, on: situation.request, from: situation.request.status, detail: detail))
            return changes
        }
        return situation == nil ? nil : value
    }

    func requireBound(_ card: Smartcard, chip: UUID?, to request: ManagementRequest) throws(ManagementError) {
        guard request.newSmartcard == card.id else {
            throw ManagementError(.cardNotFound, "The card is not bound to this request. Bind it, or use the card that the request names.")
        }
        guard chip == nil || chip == card.cardID else {
            throw ManagementError(
                .cardNotFound,
                "The card in the reader has another card id than the card of this request. Insert that card."
            )
        }
    }

    /// Counts the calls of the last hour in the card, which gives them on to the next assignment of its chip: another request has no calls of its own.
    /// Each look changes the revision of its card, so no two calls at once both take the last place.
    private func countCall(for card: inout Smartcard) throws(ManagementError) {
        let hourAgo = service.now().addingTimeInterval(-3_600)
        card.secretCalls.removeAll { $0 <= hourAgo }
        guard card.secretCalls.count < service.cards.callsPerHour else {
            throw ManagementError(
                .callLimitReached,
                "\(service.cards.callsPerHour) keys, answers and PINs were given for this card within an hour. "
                    + "Wait, and find out why the card needs more."
            )
        }
        card.secretCalls.append(service.now())
    }

    /// The open request that the caller may execute for a card.
    private func openRequest(for card: UUID) async throws -> UUID? {
        guard let card = try await smartcard(card) else { return nil }
        for id in [card.lastRequest, card.request].compactMap(\.self) {
            guard let situation = try await situation(of: id), situation.permissions.contains(.execute) else { continue }
            if situation.request.status == .approved || situation.request.status == .executing { return id }
        }
        return nil
    }

    // MARK: Keys

    /// The version of the master key for a card: the one it has, else the newest, which is made when there is none.
    private func version(for card: Smartcard) async throws -> Int {
        if let own = card.adminKey.ownVersion { return own }
        let keys = service.cards.masterKeys
        if let newest = try await computing({ try await keys.newestVersion() }) { return newest }
        // The record comes first: a version without a key is made again, and a key without a record cannot be.
        let version = AdminKeyDerivation.versions.lowerBound
        let record = AuditRecord(.cardMasterKeyMade(version: version), by: .caller(caller), when: service.now())
        do { try await store.commit([.recorded(record)]) } catch { throw failed(error) }
        try await computing { try await keys.make(version: version) }
        return version
    }

    private func key(of card: Smartcard, _ own: Smartcard.AdminKeyState.OwnKey) async throws -> [UInt8] {
        try await computing {
            guard let master = try await service.cards.masterKeys.key(version: own.version) else {
                throw ManagementError(
                    .cardKeyUnavailable,
                    "Version \(own.version) of the master key of cards is not here. Restore it from a backup of the data directory."
                )
            }
            return AdminKeyDerivation.key(
                from: master,
                version: own.version,
                card: card.cardID,
                assignment: own.assignment,
                algorithm: card.adminKey.algorithm
            )
        }
    }

    private func response(to challenge: [UInt8], with own: Smartcard.AdminKeyState.OwnKey?, in look: Look) async throws -> [UInt8] {
        guard let cipher = service.cards.cipher else {
            throw ManagementError(.cardKeyUnavailable, "This server has no cipher for cards, so it answers no challenges.")
        }
        let algorithm = look.card.adminKey.algorithm
        let key: [UInt8]
        if let own {
            key = try await self.key(of: look.card, own)
        } else {
            // The card was made by the version of the template that it names, whatever the template says now.
            let (id, version) = (look.card.profileTemplate, look.card.profileTemplateVersion)
            let template = try await reading { try await store.profileTemplate(id, version: version) }
            key = try defaultKey(of: template?.smartcard ?? look.configuration, algorithm: algorithm)
        }
        return try await computing { try cipher.response(to: challenge, key: key, algorithm: algorithm) }
    }

    private func defaultKey(of configuration: SmartcardConfiguration, algorithm: AdminKeyAlgorithm) throws(ManagementError) -> [UInt8] {
        let key = (try? Hex.decode(configuration.defaultAdminKey)) ?? []
        // Sixteen octets of triple DES: the third part is the first one.
        guard key.count == algorithm.keyLength || (algorithm == .tripleDES && key.count == 16) else {
            throw ManagementError(
                .cardKeyUnavailable,
                "The default admin key of the profile template does not have the \(algorithm.keyLength) octets of a key of its algorithm. Correct it."
            )
        }
        return key
    }

    private func check(_ challenge: [UInt8], for algorithm: AdminKeyAlgorithm) throws(ManagementError) {
        guard challenge.count == algorithm.blockLength else {
            throw ManagementError(
                .invalidClientData,
                "The challenge has \(challenge.count) octets; this card's has \(algorithm.blockLength). Send the card's challenge as base64."
            )
        }
    }

    /// The provider of PINs for an option; nil when the user chooses.
    private func provider(for option: UserPINOption) throws(ManagementError) -> (any PINProvider)? {
        switch option {
        case .serverDistributed, .randomized: return service.cards.pins
        case .customServerDistributed:
            guard let custom = service.cards.customPINs else {
                throw ManagementError(
                    .cardKeyUnavailable,
                    "The profile template wants a custom PIN provider, and this server has none. Choose another PIN option in the template."
                )
            }
            return custom
        default: return nil
        }
    }
}
