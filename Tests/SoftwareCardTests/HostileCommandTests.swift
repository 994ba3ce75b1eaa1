import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("Hostile commands for the software card")
struct HostileCommandTests {
    /// One valid command of each kind, with which a PIN, the management key and keys are there.
    private static let valid = [
        "00A404000BA000000308000010000100", "00CB3FFF055C035FC10200", "00DB3FFF0A5C035FC10553030102 03", "0020008008313233343536FFFF",
        "0024008010313233343536FFFF313233343536FFFF", "002C0080103132333435363738313233343536FFFF", "0047009A08AC06800111AA010100",
        "0087039B047C02800000", "0087119E267C248200812000112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF00",
        "00C0000000", "00FD000000", "00F8000000", "00F7009E00", "00F99E0000", "00FA030300", "00FB000000",
        "00FE11822206200102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20",
        "00FFFFFF1B039B18010203040506070801020304050607080102030405060708",
    ]

    private func prepared() throws -> CardTerminal {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        _ = try terminal.generate(.p256, in: 0x9E)
        try terminal.verifyPIN()
        return terminal
    }

    private func expectAnswer(_ terminal: CardTerminal, _ command: [UInt8]) {
        let answer = terminal.card.respond(to: command)
        #expect(answer.count >= 2, "\(Hex.encode(command)) got \(Hex.encode(answer))")
        #expect(answer.count <= 65_538)
    }

    @Test("each command cut off anywhere gets a status word", arguments: valid)
    func truncated(command: String) throws {
        let bytes = try Hex.decode(command)
        let terminal = try prepared()
        for count in 0..<bytes.count { expectAnswer(terminal, Array(bytes.prefix(count))) }
        // Cut off with a length that fits, so that the parts inside end early.
        for count in 0..<max(0, bytes.count - 5) {
            expectAnswer(terminal, Array(bytes.prefix(4)) + [UInt8(count)] + bytes.dropFirst(5).prefix(count))
        }
    }

    @Test("each command with any one octet changed gets a status word", arguments: valid)
    func changed(command: String) throws {
        let bytes = try Hex.decode(command)
        let terminal = try prepared()
        for index in bytes.indices {
            for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0xFF, bytes[index] ^ 0x20] {
                var other = bytes
                other[index] = value
                expectAnswer(terminal, other)
            }
        }
    }

    @Test("octets that are drawn get a status word")
    func drawn() throws {
        let terminal = try prepared()
        // A fixed sequence, so that a failure comes again.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        let instructions: [UInt8] = [0xA4, 0xCB, 0xDB, 0x20, 0x24, 0x2C, 0x87, 0xC0, 0xF7, 0xF8, 0xF9, 0xFA, 0xFB, 0xFD, 0xFE, 0xFF]
        for _ in 0..<5_000 {
            let data = (0..<Int(next() % 40)).map { _ in next() }
            let head = [next() & 0x10, instructions[Int(next() & 15)], next(), next()]
            expectAnswer(terminal, head + [UInt8(data.count)] + data)
        }
    }

    @Test("the longest command that an extended length can name is refused and not kept")
    func longest() throws {
        let terminal = try prepared()
        let command = [0x10, 0xDB, 0x3F, 0xFF, 0x00, 0xFF, 0xFF] + [UInt8](repeating: 0x53, count: 65_535)
        #expect(try terminal.send(command).status == "6a84")
        #expect(try terminal.send("00CB3FFF035C017E").status == "9000")
    }
}
