/// A reader, and the card in it.
package struct ReaderState: Hashable, Sendable {
    /// The name that the PC/SC service gives it.
    package let name: String
    package let hasCard: Bool
    /// The card's answer to reset; empty without a card.
    package let answerToReset: [UInt8]
}
