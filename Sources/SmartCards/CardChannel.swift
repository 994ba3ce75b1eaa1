/// Bytes to a card and back.
///
/// Its calls block. Only ``PIVCard`` makes them, on the thread of the card; everybody else awaits the card.
package protocol CardChannel: Sendable {
    /// The card's answer to reset; empty where there is none.
    var answerToReset: [UInt8] { get }

    /// Sends one command APDU and waits for the answer.
    /// - Throws: ``CardError`` of kind `removed` when the card is gone.
    func transmit(_ command: [UInt8]) throws(CardError) -> [UInt8]

    /// Lets go of the card. Calls after this throw.
    func close()
}
