import CAInterface
import CertCli
import PKICrypto
import PortableFoundation
import SmartCards

/// A card that is bound to a request at the server.
struct CardBinding {
    let request: UUID
    let smartcard: UUID
    /// The id on the chip.
    let card: UUID
    let answerToReset: [UInt8]
}

extension CardWork {
    /// The card's id. A card without one gets it now, under the management key that new cards have.
    func cardID(_ configuration: Configuration) async throws -> UUID {
        if let known = try await card.holderID() { return known.guid }
        guard let bytes = configuration.defaultAdminKey else {
            throw CardEnrollmentError(
                "The card has no id (CHUID), and the server names no key to write one with. Initialize the card with its maker's program."
            )
        }
        var key = try await managementKey(bytes)
        defer { key.wipe() }
        try await card.authenticate(key)
        let id = UUID()
        try await card.setHolderID(CardHolderID(guid: id))
        report("The card has the new id \(Self.text(id)).")
        return id
    }

    /// Binds the card in the reader to the request, or checks that it is the one that is bound.
    func bind(_ request: Request, _ configuration: Configuration) async throws -> CardBinding {
        let id = try await cardID(configuration)
        func binding(_ smartcard: UUID) -> CardBinding {
            CardBinding(request: request.id, smartcard: smartcard, card: id, answerToReset: card.answerToReset)
        }
        if let bound = request.newSmartcard {
            let known = try await client.smartcard(bound)
            guard known == nil || known?.cardID == nil || known?.cardID == id else {
                throw CardEnrollmentError(
                    "The request belongs to the card \(known?.serialNumber ?? ""), and the reader has \(Self.text(id)). Insert that card.",
                    request: request.id
                )
            }
            return binding(bound)
        }
        guard let smartcard = try await client.assignSmartcard(request: request.id, card: id, answerToReset: card.answerToReset) else {
            throw CardEnrollmentError("The server did not bind the card: it shows no such request any more.", request: request.id)
        }
        _ = try await client.smartcard(smartcard)
        report("The card \(Self.text(id)) is bound to the request.")
        return binding(smartcard)
    }

    /// The key in the algorithm of the card, where its length fits; otherwise in the algorithm that its length tells.
    func managementKey(_ bytes: [UInt8]) async throws -> ManagementKey {
        let present = try await card.managementAlgorithm()
        if present.keyByteCount == bytes.count || present == .tripleDES && bytes.count == 16 { return try ManagementKey(present, bytes) }
        guard let other = ManagementAlgorithm.allCases.first(where: { $0.keyByteCount == bytes.count }) else {
            throw CardEnrollmentError(
                "The server's management key has \(bytes.count) octets, which no algorithm of cards takes. Change the template."
            )
        }
        return try ManagementKey(other, bytes)
    }

    /// Presents the management key to the card: the server answers the card's challenge.
    /// - Parameter expectsOwn: whether the card probably has its own key already.
    /// - Returns: whether it has.
    func authenticate(_ binding: CardBinding, _ configuration: Configuration, expectsOwn: Bool) async throws -> Bool {
        // The template may have changed since the card got its key, so that it is no reason to rule its own key out.
        var order = configuration.diversifiesAdminKey || expectsOwn ? [expectsOwn, !expectsOwn] : [false]
        // A card that knows says itself whether it still has its maker's key.
        if order.count > 1, try await card.metadata(0x9B)?.isFactoryValue == true { order = [false] }
        var failure: (any Error)?
        for isOwn in order {
            do {
                try await answerChallenge(binding, configuration, isOwn: isOwn)
                return isOwn
            } catch let error as CardError {
                guard error.kind == .wrongManagementKey else { throw error }
                failure = error
            } catch let error as CAError {
                // A server that remembers what it gave refuses to answer for a key that the card cannot have.
                guard error.code == .accessDenied else { throw error }
                failure = failure ?? error
            }
        }
        throw failure ?? CardEnrollmentError("The card was not asked for a challenge.")
    }

    func answerChallenge(_ binding: CardBinding, _ configuration: Configuration, isOwn: Bool) async throws {
        let algorithm = try await card.managementAlgorithm()
        let challenge = try await card.managementChallenge(algorithm)
        if let response = try await response(to: challenge, binding, isOwn: isOwn) {
            return try await card.answerChallenge(response, algorithm)
        }
        var bytes = isOwn ? try await ownKey(binding) : configuration.defaultAdminKey
        defer { bytes?.wipe() }
        guard let bytes else {
            throw CardEnrollmentError(
                "The server gives neither the card's management key nor answers with it. Ask its administrator.",
                request: binding.request
            )
        }
        var key = try await managementKey(bytes)
        defer { key.wipe() }
        try await card.authenticate(key)
    }

    /// The server's answer to a challenge.
    /// - Returns: nil from a server that takes only the blocks of another algorithm. Then the key itself is asked for, which the server also records.
    private func response(to challenge: [UInt8], _ binding: CardBinding, isOwn: Bool) async throws -> [UInt8]? {
        do {
            return try await client.authenticationResponse(
                challenge,
                isDiversified: isOwn,
                request: binding.request,
                smartcard: binding.smartcard,
                card: binding.card,
                answerToReset: binding.answerToReset
            )
        } catch let error as CAError {
            guard error.code == .malformed else { throw error }
            return nil
        }
    }

    /// The management key that the card is to have. The caller overwrites it.
    func ownKey(_ binding: CardBinding) async throws -> [UInt8]? {
        try await client.diversifiedKey(
            request: binding.request,
            smartcard: binding.smartcard,
            card: binding.card,
            answerToReset: binding.answerToReset
        )
    }

    /// Gives the card its own management key, and proves with a challenge that the server can answer for it.
    /// - Returns: the key. The caller overwrites it.
    func diversify(_ binding: CardBinding, _ configuration: Configuration) async throws -> [UInt8] {
        guard let bytes = try await ownKey(binding) else {
            throw CardEnrollmentError(
                "The template wants a key of its own for each card, and the server gives none. Ask its administrator.",
                request: binding.request
            )
        }
        var key = try await managementKey(bytes)
        defer { key.wipe() }
        try await card.setManagementKey(key)
        report("The card has a management key of its own.")
        do {
            try await answerChallenge(binding, configuration, isOwn: true)
        } catch let error as CardError where error.kind == .wrongManagementKey {
            // The server could never unblock this card: it goes back to the key that it had.
            try await card.authenticate(key)
            guard let first = configuration.defaultAdminKey else { throw error }
            var former = try await managementKey(first)
            defer { former.wipe() }
            try await card.setManagementKey(former)
            throw CardEnrollmentError(
                "The server's answers do not fit the management key it gave out; the card has its first key again. Ask the server's administrator.",
                request: binding.request
            )
        }
        return bytes
    }
}
