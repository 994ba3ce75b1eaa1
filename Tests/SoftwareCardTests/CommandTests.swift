import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("Commands of the software card")
struct CommandTests {
    @Test("a card that was not powered answers nothing")
    func powerless() throws {
        #expect(try SoftwarePIVCard().respond(to: [0x00, 0xA4, 0x04, 0x00]) == [])
    }

    @Test(
        "a command is read with each form of its lengths",
        arguments: [
            ("00CB3FFF", "", 256), ("00CB3FFF08", "", 8), ("00CB3FFF00", "", 256), ("00CB3FFF000000", "", 65_536),
            ("00CB3FFF000100", "", 256), ("00CB3FFF02AABB", "aabb", 256), ("00CB3FFF02AABB05", "aabb", 5),
            ("00CB3FFF000002AABB", "aabb", 256), ("00CB3FFF000002AABB0000", "aabb", 65_536), ("00CB3FFF000002AABB0102", "aabb", 258),
        ]
    )
    func lengths(command: String, data: String, expected: Int) throws {
        let read = try CardCommand(Hex.decode(command))
        #expect(Hex.encode(read.data) == data)
        #expect(read.expected == expected)
    }

    @Test(
        "a command whose lengths do not fit answers 6700",
        arguments: [
            "", "00", "00CB", "00CB3F", "00CB3FFF02AA", "00CB3FFF02AABBCCDD", "00CB3FFF0000", "00CB3FFF000002AA", "00CB3FFF0000000000",
        ]
    )
    func wrongLengths(command: String) throws {
        #expect(try CardTerminal().send(command).status == "6700")
    }

    @Test(
        "a class that the card does not have is refused with its reason",
        arguments: [("80CA0000", "6e00"), ("FFA40400", "6e00"), ("20CB3FFF", "6e00"), ("0CCB3FFF", "6882"), ("01CB3FFF", "6881")]
    )
    func classes(command: String, status: String) throws {
        #expect(try CardTerminal().send(command).status == status)
    }

    @Test("an instruction that the card does not have answers 6D00", arguments: ["00B00000", "00880000", "00CA0000", "00010203"])
    func unknownInstruction(command: String) throws {
        #expect(try CardTerminal().send(command).status == "6d00")
    }

    @Test("before the application is selected no other command is known", arguments: ["00CB3FFF035C017E", "00200080", "00FD0000"])
    func notSelected(command: String) throws {
        let card = try SoftwarePIVCard()
        card.powerOn()
        #expect(card.respond(to: try Hex.decode(command)) == [0x6D, 0x00])
    }

    @Test(
        "the application is selected by its whole name and by its beginning",
        arguments: ["0BA000000308000010000100", "09A00000030800001000", "05A000000308", "06A00000030800"]
    )
    func select(name: String) throws {
        let answer = try CardTerminal().send("00A40400" + name)
        #expect(answer.hex.hasPrefix("61244f0600001000010079074f05a000000308"))
        #expect(answer.status == "9000")
    }

    @Test(
        "another application, a name too short and another way to select are refused",
        arguments: [
            ("00A4040008A000000527471117", "6a82"), ("00A4040007A0000003080001", "6a82"), ("00A4040004A0000003", "6a82"),
            ("00A404000CA00000030800001000010000", "6a82"), ("00A4000005A000000308", "6a86"), ("00A4040C05A000000308", "6a86"),
        ]
    )
    func selectRefused(command: String, status: String) throws {
        let terminal = try CardTerminal()
        try terminal.verifyPIN()
        #expect(try terminal.send(command).status == status)
        // The application stays selected, and the PIN verified.
        #expect(try terminal.send("0020008000").status == "9000")
    }

    @Test("selecting again keeps the verified PIN; power and reset end it")
    func securityStatus() throws {
        let terminal = try CardTerminal()
        try terminal.verifyPIN()
        #expect(try terminal.send("00A4040005A000000308").status == "9000")
        #expect(try terminal.send("0020008000").status == "9000")
        terminal.card.reset()
        #expect(try terminal.send("00A4040005A000000308").status == "9000")
        #expect(try terminal.send("0020008000").status == "63c3")
        try terminal.verifyPIN()
        terminal.card.powerOff()
        #expect(terminal.card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [])
        #expect(try CardTerminal(terminal.card).send("0020008000").status == "63c3")
    }
}
