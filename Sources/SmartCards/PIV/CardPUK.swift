import Crypto
package import PortableFoundation

/// The PUK of a card that has a management key of its own.
///
/// It follows from that key, so that the server, which can derive the key again, can give it to a help desk, and nobody must store it:
/// HMAC-SHA-256 under the management key over `chancery-puk`, a zero octet and the card's id; the first 8 octets as a number, modulo 10⁸.
package enum CardPUK {
    /// The value of a new card of most makers.
    package static let factory = Array("12345678".utf8)
    /// The PIN of a new card of most makers.
    package static let factoryPIN = Array("123456".utf8)

    /// Eight digits.
    package static func derived(from key: [UInt8], card: UUID) -> [UInt8] {
        let message = Array("chancery-puk".utf8) + [0] + card.textualOrder
        let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
        let number = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000_000
        let digits = Array(String(number).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: 8 - digits.count) + digits
    }
}
