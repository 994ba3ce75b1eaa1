import PKIFormats
package import PortableFoundation

/// The body of `POST /smartcards`. Source: "Assign a smart card to a request".
package struct BindSmartcardBody: Hashable, Sendable {
    package let request: UUID
    /// The GUID on the chip.
    package let cardID: UUID
    /// Lower-case hexadecimal; empty when it was not sent.
    package let atr: String

    package init(_ bytes: [UInt8]) throws(InputError) {
        let properties = try BodyProperties(bytes)
        guard let request = try properties.guid("requestid", "requestuuid") else {
            throw InputError("requestid", "missing; the GUID of a request expected")
        }
        guard let cardID = try properties.guid("cardid") else { throw InputError("cardid", "missing; the GUID of the card expected") }
        self.request = request
        self.cardID = cardID
        atr = try CardText.atr(try properties.string("atr") ?? "")
    }
}
