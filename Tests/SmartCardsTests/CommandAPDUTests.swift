import SmartCards
import Testing

@Suite("Commands and answers of cards")
struct CommandAPDUTests {
    @Test(
        "a command without data has the short form",
        arguments: [(nil, [0x00, 0x20, 0x00, 0x80]), (256, [0x00, 0x20, 0x00, 0x80, 0x00])] as [(Int?, [UInt8])]
    )
    func empty(_ expected: Int?, _ bytes: [UInt8]) {
        #expect(CommandAPDU(0x20, 0x00, 0x80, expected: expected).encoded(extended: false) == [bytes])
    }

    @Test("data beyond 255 octets becomes a chain, all but its last part with the chaining bit")
    func chain() {
        let data = [UInt8](repeating: 7, count: 600)
        let parts = CommandAPDU(0xDB, 0x3F, 0xFF, data, expected: 256).encoded(extended: false)
        #expect(parts.map { $0[0] } == [0x10, 0x10, 0x00])
        #expect(parts.map { Int($0[4]) } == [255, 255, 90])
        #expect(parts.map(\.count) == [260, 260, 96])
    }

    @Test("a card with extended lengths gets one command")
    func extended() {
        let data = [UInt8](repeating: 7, count: 600)
        let parts = CommandAPDU(0xDB, 0x3F, 0xFF, data, expected: 65_536).encoded(extended: true)
        #expect(parts.count == 1)
        #expect(parts.first.map { Array($0.prefix(7)) } == [0x00, 0xDB, 0x3F, 0xFF, 0x00, 0x02, 0x58])
        #expect(parts.first.map { Array($0.suffix(2)) } == [0x00, 0x00])
    }

    @Test("the answer to reset says whether a card takes extended lengths")
    func answerToReset() {
        let yubiKey: [UInt8] = [
            0x3B, 0xFD, 0x13, 0x00, 0x00, 0x81, 0x31, 0xFE, 0x15, 0x80, 0x73, 0xC0, 0x21, 0xC0, 0x57, 0x59, 0x75, 0x62, 0x69, 0x4B, 0x65,
            0x79, 0x40,
        ]
        #expect(AnswerToReset(yubiKey).takesExtendedLengths)
        #expect(!AnswerToReset([0x3B, 0x87, 0x01] + Array("SoftPIV".utf8) + [0xE7]).takesExtendedLengths)
        // However it is cut, it is read without a fault.
        for count in 0..<14 { #expect(!AnswerToReset(Array(yubiKey.prefix(count))).takesExtendedLengths) }
    }

    @Test(
        "a status word names the attempts that are left",
        arguments: [(0x63C2, 2), (0x63C0, 0), (0x6983, 0), (0x9000, nil)] as [(UInt16, Int?)]
    )
    func attempts(_ word: UInt16, _ left: Int?) { #expect(StatusWord(word).attemptsLeft == left) }

    @Test("elements with long tags and lengths are read back, and cut ones are refused")
    func elements() throws {
        let value = [UInt8](repeating: 9, count: 300)
        let bytes = TagLengthValue.write(0x7F49, value) + TagLengthValue.write(0x5C, [1])
        let read = try TagLengthValue.read(bytes, of: "test")
        #expect(read.map(\.tag) == [0x7F49, 0x5C])
        #expect(read.first?.value == value)
        for count in [1, 2, 3, 4, 5, 100, bytes.count - 1] {
            #expect(throws: CardError.self) { try TagLengthValue.read(Array(bytes.prefix(count)), of: "test") }
        }
    }
}
