package import PKIFormats
package import PortableFoundation
package import SmartCards

/// Where a workflow of a card has come to.
package enum CardOutcome: Sendable {
    case done(CardResult)
    /// Somebody must approve the request first.
    case awaitingApproval(UUID)
    /// The CA keeps the certificates back for an officer; the keys are on the card.
    case awaitingIssuance(UUID, [String])
    /// The CA refused certificates. The request is open: it is taken up again or canceled.
    case refused(UUID, [String])
}

/// What was done.
package struct CardResult: Sendable {
    package struct Entry: Sendable {
        package let slot: PIVSlot
        package let certificate: Certificate
    }

    package let request: UUID
    package let smartcard: UUID
    package let card: UUID
    package var certificates: [Entry] = []
    /// How many keys the server made and handed over.
    package var serverMadeKeys = 0
    /// Things the user should know, in sentences.
    package var remarks: [String] = []
}
