/// Where the secrets of a dance come from, and where those go that a server chose. Every array is overwritten by whoever receives it.
package protocol CardSecrets: Sendable {
    /// The PIN that the card is to have, chosen by its user.
    func newPIN(minimumLength: Int) async throws -> [UInt8]

    /// The PIN that the card has now.
    func presentPIN() async throws -> [UInt8]

    /// The PUK that the card has now; nil when nobody gave one, and the maker's or the server's is tried.
    func presentPUK() async throws -> [UInt8]?

    /// Hands a PIN that the server chose to the card's user. It is called before the PIN is set, so that no PIN is on a card that nobody knows.
    func deliver(pin: [UInt8]) async throws

    /// Keeps keys that the server made, in PKCS #12 under ``pfxPassword``. The request is not completed before this returns.
    func keep(pfx: [UInt8], template: String) async throws

    /// The password for keys that the server makes; empty when nobody gave one.
    var pfxPassword: String { get }
}
