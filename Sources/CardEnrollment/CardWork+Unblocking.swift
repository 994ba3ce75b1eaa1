import CertCli
import PKICrypto
import PortableFoundation
import SmartCards

extension CardWork {
    /// Sets a new PIN on a blocked card, with the server.
    func unblock(_ request: Request, _ configuration: Configuration) async throws -> CardOutcome {
        let binding = try await bind(request, configuration)
        let hasOwnKey = try await authenticate(binding, configuration, expectsOwn: true)
        var ownKey = hasOwnKey ? try await self.ownKey(binding) : nil
        defer { ownKey?.wipe() }
        var set = try await setPIN(binding, configuration, ownKey: ownKey, hadOwnKey: hasOwnKey)
        set.pin.wipe()
        try await complete(request.id)
        var result = CardResult(request: request.id, smartcard: binding.smartcard, card: binding.card)
        result.remarks = set.remark.map { [$0] } ?? []
        return .done(result)
    }

    /// Ends a card's life: every key is replaced by one that nobody uses, certificates go, PIN, PUK and management key are the maker's again.
    func retire(_ request: Request, _ configuration: Configuration) async throws -> CardOutcome {
        let binding = try await bind(request, configuration)
        let hasOwnKey = try await authenticate(binding, configuration, expectsOwn: true)
        for slot in PIVSlot.all where try await card.object(slot.certificateTag)?.isEmpty == false {
            // PIV deletes no key. A new one in its place destroys it.
            _ = try await card.generateKey(.p256, in: slot)
            try await card.removeCertificate(slot)
            report("Slot \(slot) is empty.")
        }
        if hasOwnKey, var ownKey = try await self.ownKey(binding) {
            var puk = CardPUK.derived(from: ownKey, card: binding.card)
            defer {
                ownKey.wipe()
                puk.wipe()
            }
            // A run that was interrupted here has set them already.
            do {
                try await card.resetPIN(puk: puk, to: CardPUK.factoryPIN)
                try await card.change(.puk, from: puk, to: CardPUK.factory)
            } catch {
                guard case .wrong(.puk, let left) = error.kind, left > 1 else { throw error }
                try await card.resetPIN(puk: CardPUK.factory, to: CardPUK.factoryPIN)
            }
            guard let first = configuration.defaultAdminKey else {
                throw CardEnrollmentError(
                    "The server names no first management key, so that the card keeps its own. Ask its administrator.",
                    request: request.id
                )
            }
            var key = try await managementKey(first)
            defer { key.wipe() }
            try await card.setManagementKey(key)
            report("PIN, PUK and management key are as on a new card.")
        }
        try await WorkWithoutCard.retire(binding.smartcard, request: request.id, client)
        return .done(CardResult(request: request.id, smartcard: binding.smartcard, card: binding.card))
    }
}
