/// ISO 7816-4 §5.1: `CLA INS P1 P2 [Lc data] [Le]`, each length of one octet, or of three octets (the first 0) or two.
struct CardCommand: Hashable, Sendable {
    var classByte: UInt8
    let instruction: UInt8
    let p1: UInt8
    let p2: UInt8
    var data: [UInt8]
    /// The most octets that the caller takes. A command that names none takes what fits into a short response: common programs leave
    /// the number out.
    var expected: Int

    /// Whether more of the same command follows (CLA bit 5).
    var isChained: Bool { classByte & 0x10 != 0 }

    init(_ bytes: [UInt8]) throws(CardRefusal) {
        guard bytes.count >= 4 else { throw CardRefusal(.wrongLength) }
        (classByte, instruction, p1, p2) = (bytes[0], bytes[1], bytes[2], bytes[3])
        data = []
        expected = Self.shortResponse
        let body = Array(bytes.dropFirst(4))
        guard let first = body.first else { return }
        if body.count == 1 {
            expected = Self.count(body, outOf: 256)
            return
        }
        let isExtended = first == 0
        if isExtended, body.count == 3 {
            expected = Self.count(body.dropFirst(), outOf: 65_536)
            return
        }
        let start = isExtended ? 3 : 1
        guard body.count > start else { throw CardRefusal(.wrongLength) }
        let length = isExtended ? Int(body[1]) << 8 | Int(body[2]) : Int(first)
        let rest = body.dropFirst(start + length)
        guard length > 0, body.count >= start + length, rest.isEmpty || rest.count == (isExtended ? 2 : 1) else {
            throw CardRefusal(.wrongLength)
        }
        data = Array(body[start..<start + length])
        if !rest.isEmpty { expected = Self.count(rest, outOf: isExtended ? 65_536 : 256) }
    }

    private static let shortResponse = 256

    /// A length whose octets are all 0 is the greatest.
    private static func count(_ octets: some Sequence<UInt8>, outOf greatest: Int) -> Int {
        let number = octets.reduce(0) { $0 << 8 | Int($1) }
        return number == 0 ? greatest : number
    }
}
