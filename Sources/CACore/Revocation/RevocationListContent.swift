/// The content of a new list, read at one moment.
package struct RevocationListContent: Sendable {
    package let entries: [RevokedCertificate]
    /// The end of the journal at that moment, and the number of the newest list; 0 when there is none.
    package let coversThrough: Int
    package let formerNumber: Int

    package init(entries: [RevokedCertificate], coversThrough: Int, formerNumber: Int) {
        self.entries = entries
        self.coversThrough = coversThrough
        self.formerNumber = formerNumber
    }
}
