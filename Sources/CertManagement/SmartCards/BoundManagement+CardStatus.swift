import CAInterface
package import PortableFoundation
import PKIDirectory

extension BoundManagement {
    /// The card that is bound to a request. Nil when either is absent or invisible.
    package func smartcard(_ id: UUID, of request: UUID) async throws -> Smartcard? {
        guard let situation = try await situation(of: request), situation.request.newSmartcard == id else { return nil }
        return try await card(of: situation.request).map { Self.reported($0, by: situation.request) }
    }

    /// The card as the client of an open request has reported it.
    private static func reported(_ card: Smartcard, by request: ManagementRequest) -> Smartcard {
        guard let status = request.reportedCardStatus, !request.machine.isFinal else { return card }
        var shown = card
        shown.status = status
        return shown
    }

    /// The client reports what it did to the card. Nil when request or card is absent or invisible. Source: "Update smart card status".
    ///
    /// Only the status to which the request leads is taken. It is kept with the request: card and certificates follow when that is completed, so a request
    /// that is canceled leaves no card that is out of use and has good certificates.
    package func setStatus(ofCard id: UUID, to status: SmartcardStatus, for request: UUID) async throws -> Smartcard? {
        var result: Smartcard?
        let situation = try await changing(request) { situation in
            result = nil
            try require(.execute, in: situation, to: "change the status of its card")
            guard let card = try await reading({ try await store.smartcard(id) }) else { return [] }
            try requireBound(card, chip: nil, to: situation.request)
            let begun = try await beginning(&situation, comment: "", detail: "report of its card's status")
            guard situation.request.operation.cardStatus == status else {
                throw ManagementError(
                    .requestStateInvalid,
                    "A request of \(situation.request.operation.rawValue) does not make its card \(status.name). Start the request that does."
                )
            }
            var moved = card
            let cardStep = try moved.move { machine throws(SmartcardMachine.IllegalMoveError) in
                switch status {
                case .retired: try machine.retire()
                case .disabled: try machine.disable()
                case .suspended: try machine.suspend()
                default: try machine.reinstate()
                }
            }
            result = moved
            let isKnown = cardStep == .nothing || situation.request.reportedCardStatus == status
            guard !isKnown || !begun.isEmpty else { return [] }
            situation.request.reportedCardStatus = status
            situation.request.revision += 1
            let detail = "card \(Self.text(id)), \(card.status.name) to \(status.name), when the request is completed"
            let reported = event(.cardStatusChanged, on: situation.request, from: situation.request.status, detail: detail)
            return begun + [.requestUpdated(situation.request), reported]
        }
        return situation == nil ? nil : result
    }

    // MARK: The end of a request

    /// What the end of a request means for the secrets of its card: the admin key that the client claimed last is settled, a PIN that the server
    /// distributes is kept, and any other one is forgotten.
    /// - Returns: the changes beside the card's own update, which is the caller's.
    func settle(_ card: inout Smartcard, after request: ManagementRequest, isCompleted: Bool) async throws -> [ManagementChange] {
        if isCompleted { card.adminKey.settle() }
        guard let pin = try await reading({ try await store.secret(.pin, of: card.id, named: Self.text(request.id)) }) else { return [] }
        let contents = try await reading {
            try await store.profileTemplate(request.profileTemplate, version: request.profileTemplateVersion)
        }
        guard isCompleted, contents?.smartcard?.pinOption == .serverDistributed else { return [.secretForgotten(pin.id)] }
        let former = card.pinRequest
        card.pinRequest = request.id
        guard let former, former != request.id,
            let old = try await reading({ try await store.secret(.pin, of: card.id, named: Self.text(former)) })
        else { return [] }
        return [.secretForgotten(old.id)]
    }
}

extension Operation {
    /// The status that its client may report for the card; nil when the card changes only at the end.
    fileprivate var cardStatus: SmartcardStatus? {
        switch self {
        case .retire, .temporaryRetire: .retired
        case .disable, .temporaryDisable: .disabled
        case .suspend: .suspended
        case .reinstate: .active
        case .enroll, .renew, .recover, .recoverOnBehalf, .duplicate, .onlineUpdate, .unblock, .offlineUnblock, .temporaryCards: nil
        }
    }
}
