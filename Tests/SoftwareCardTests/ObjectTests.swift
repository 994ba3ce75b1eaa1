import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("Objects of the software card")
struct ObjectTests {
    @Test("the discovery object names the application and its PIN")
    func discovery() throws {
        #expect(try CardTerminal().get(0x7E).hex == "7e124f0ba0000003080000100001005f2f024000")
    }

    @Test("a new card has the identifier of its holder and its capabilities")
    func identifiers() throws {
        let terminal = try CardTerminal()
        let holder = try TagLengthValue.list(#require(TagLengthValue.list(terminal.get(0x5FC102).data).value(of: 0x53)))
        #expect(holder.map(\.tag) == [0x30, 0x34, 0x35, 0x3E, 0xFE])
        #expect(holder.map(\.value.count) == [25, 16, 8, 0, 0])
        let capabilities = try TagLengthValue.list(#require(TagLengthValue.list(terminal.get(0x5FC107).data).value(of: 0x53)))
        #expect(capabilities.first?.value.prefix(7) == [0xA0, 0, 0, 3, 8, 0xFF, 2])
        #expect(capabilities.value(of: 0xF5) == [0x10])
    }

    @Test("an empty card has neither")
    func empty() throws {
        var personality = SoftwarePIVCard.Personality()
        personality.hasIdentifiers = false
        let terminal = try CardTerminal(personality: personality)
        #expect(try terminal.get(0x5FC102).status == "6a82")
        #expect(try terminal.get(0x5FC107).status == "6a82")
    }

    @Test(
        "an object goes in by a chain and comes out piece by piece",
        arguments: [1, 100, 127, 128, 240, 250, 255, 256, 1_000, 3_000, 16_384]
    )
    func roundTrip(size: Int) throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        let content = SecureRandom.bytes(size)
        #expect(try terminal.put(0x5FC105, content).status == "9000")
        let answer = try terminal.get(0x5FC105)
        #expect(answer.status == "9000")
        #expect(try TagLengthValue.list(answer.data).value(of: 0x53) == content)
    }

    @Test("with an extended length it goes in and out in one exchange")
    func extended() throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        let data = [0x5C, 0x03, 0x5F, 0xC1, 0x05] + TagLengthValue(0x53, [UInt8](repeating: 7, count: 2_000)).bytes
        let put = [0x00, 0xDB, 0x3F, 0xFF, 0x00, UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
        #expect(try terminal.send(put).status == "9000")
        let answer = try terminal.send("00CB3FFF0000055C035FC1050000")
        #expect(answer.status == "9000")
        #expect(answer.data.count == 2_004)
    }

    @Test("a response longer than the caller takes says how much is left, and GET RESPONSE gives it")
    func getResponse() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.send("00CB3FFF035C017E08").status == "610c")
        #expect(try terminal.send("00C0000004").status == "6108")
        #expect(try terminal.send("00C0000008").status == "9000")
        #expect(try terminal.send("00C0000008").status == "6985")
        #expect(try terminal.send("00CB3FFF035C017E08").status == "610c")
        // Another command forgets the rest.
        #expect(try terminal.send("0020008000").status == "63c3")
        #expect(try terminal.send("00C0000000").status == "6985")
    }

    @Test("empty content removes an object")
    func removal() throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        #expect(try terminal.put(0x5FC10A, [1]).status == "9000")
        #expect(try terminal.put(0x5FC10A, []).status == "9000")
        #expect(try terminal.get(0x5FC10A).status == "6a82")
    }

    @Test(
        "printed information, face, fingerprints and iris are read only after the PIN",
        arguments: [0x5FC109, 0x5FC108, 0x5FC103, 0x5FC121]
    )
    func privateObjects(tag: UInt32) throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        #expect(try terminal.put(tag, [1, 2]).status == "9000")
        #expect(try terminal.get(tag).status == "6982")
        try terminal.verifyPIN()
        #expect(try terminal.get(tag).hex == "53020102")
    }

    @Test("nothing is written before the management key is proved")
    func writingNeedsKey() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.put(0x5FC105, [1]).status == "6982")
        try terminal.verifyPIN()
        #expect(try terminal.put(0x5FC105, [1]).status == "6982")
        #expect(try terminal.get(0x5FC105).status == "6a82")
    }

    @Test(
        "a command for objects that is not whole is refused",
        arguments: [
            ("00CB3FFF", "6a80"), ("00CB3FFE035C017E", "6a86"), ("00CB00FF035C017E", "6a86"), ("00CB3FFF025C01", "6a80"),
            ("00CB3FFF045C027E00", "6a82"), ("00CB3FFF065C045FC10500", "6a80"), ("00CB3FFF025C00", "6a80"), ("00CB3FFF035D017E", "6a80"),
            ("00CB3FFF055C035FC1FF", "6a82"), ("00DB3FFF085C035FC105530101", "6982"),
        ]
    )
    func malformed(command: String, status: String) throws {
        #expect(try CardTerminal().send(command).status == status)
    }

    @Test(
        "with the management key, an unknown object and content without its tag are refused",
        arguments: [
            ("00DB3FFF085C035FC1FF530101", "6a81"), ("00DB3FFF065C017E530101", "6a81"), ("00DB3FFF055C035FC105", "6a80"),
            ("00DB3FFF085C035FC105540101", "6a80"), ("00DB3FFF085C035FC105530201", "6a80"), ("00DB3FFE085C035FC105530101", "6a86"),
            ("00DB3FFF055C83FFFFFF", "6a80"), ("00DB3FFF045C840000", "6a80"),
        ]
    )
    func malformedWriting(command: String, status: String) throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        #expect(try terminal.send(command).status == status)
    }

    @Test("an object that is too large, and a chain without an end, answer 6A84")
    func tooLarge() throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        #expect(try terminal.put(0x5FC105, [UInt8](repeating: 0, count: 16_385)).status == "6a84")
        let piece = try Hex.decode("10DB3FFFFF") + [UInt8](repeating: 0x53, count: 255)
        var statuses: [String] = []
        while statuses.count < 100, statuses.last ?? "9000" == "9000" { statuses.append(try terminal.send(piece).status) }
        #expect(statuses.last == "6a84")
        #expect(statuses.count == 79)
    }

    @Test("another command ends a chain, and its pieces are forgotten")
    func abandonedChain() throws {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        #expect(try terminal.send("10DB3FFF055C035FC105").status == "9000")
        #expect(try terminal.get(0x7E).status == "9000")
        #expect(try terminal.send("00DB3FFF03530101").status == "6a80")
        #expect(try terminal.get(0x5FC105).status == "6a82")
    }
}
