import CertCli
import PKICrypto
import PortableFoundation
import SmartCards

extension CardWork {
    /// Sets the card's PIN: the server's where it proposes one, otherwise the user's.
    /// - Parameters:
    ///   - hadOwnKey: whether the card had its own management key before this workflow: its PUK then follows from it.
    ///   - ownKey: the card's own management key; nil for a card that keeps the maker's.
    /// - Returns: the PIN, for the steps that follow. The caller overwrites it.
    func setPIN(_ binding: CardBinding, _ configuration: Configuration, ownKey: [UInt8]?, hadOwnKey: Bool) async throws -> (
        pin: [UInt8], remark: String?
    ) {
        let pin = try await chosenPIN(binding, configuration)
        if try await card.resetPIN(to: pin) {
            report("The PIN is set.")
            return (pin, nil)
        }
        var derived = ownKey.map { CardPUK.derived(from: $0, card: binding.card) }
        var given = try await secrets.presentPUK()
        defer {
            derived?.wipe()
            given?.wipe()
        }
        let elsewhere = given ?? CardPUK.factory
        let candidates = derived.map { hadOwnKey && given == nil ? [$0, elsewhere] : [elsewhere, $0] } ?? [elsewhere]
        let used = try await resetPIN(to: pin, candidates)
        report("The PIN is set.")
        if let derived, used != derived {
            try await card.change(.puk, from: used, to: derived)
            report("The PUK is the one that follows from the card's management key.")
        }
        let isFactory = derived == nil && used == CardPUK.factory
        return (
            pin,
            isFactory
                ? "The card keeps its maker's PUK, with which everybody who has the card can set its PIN. Change it, or let the template give cards their own keys."
                : nil
        )
    }

    private func chosenPIN(_ binding: CardBinding, _ configuration: Configuration) async throws -> [UInt8] {
        guard configuration.pinOption.isServers else { return try await secrets.newPIN(minimumLength: configuration.minimumPINLength ?? 6) }
        let proposed = try await client.serverProposedPIN(
            request: binding.request,
            smartcard: binding.smartcard,
            card: binding.card,
            answerToReset: binding.answerToReset
        )
        guard let proposed else {
            throw CardEnrollmentError(
                "The template lets the server choose the PIN, and the server gives none. Ask its administrator.",
                request: binding.request
            )
        }
        try await secrets.deliver(pin: proposed)
        return proposed
    }

    /// Sets the PIN with the first PUK that fits. The last attempt of a card is never risked.
    /// - Returns: the PUK that fitted.
    private func resetPIN(to pin: [UInt8], _ puks: [[UInt8]]) async throws -> [UInt8] {
        if let left = try await card.attemptsLeft(.puk), left == 0 {
            throw CardError(.blocked(.puk), "The PUK is blocked, so that no PIN can be set any more. Retire this card and use another.")
        }
        for (index, puk) in puks.enumerated() {
            do {
                try await card.resetPIN(puk: puk, to: pin)
                return puk
            } catch  where index + 1 < puks.count {
                guard case .wrong(.puk, let left) = error.kind, left > 1 else { throw Self.unknownPUK(error) }
            } catch { throw Self.unknownPUK(error) }
        }
        throw CardError(.refused, "No PUK was given.")
    }

    private static func unknownPUK(_ error: CardError) -> any Error {
        guard case .wrong(.puk, let left) = error.kind else { return error }
        return CardEnrollmentError(
            "The card's PUK is neither the maker's nor the server's. \(left) attempts are left. Give the right one: --puk-file FILE.",
            cause: error
        )
    }
}
