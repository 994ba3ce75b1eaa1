import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("PIN and PUK of the software card")
struct PINTests {
    private static let wrong = "393939393939FFFF"
    private static let new = "3635343332 31FFFF"

    @Test("a wrong PIN costs a try, the right one gives them all back")
    func counter() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.send("0020008000").status == "63c3")
        #expect(try terminal.send("0020008008" + Self.wrong).status == "63c2")
        #expect(try terminal.send("0020008008" + Self.wrong).status == "63c1")
        #expect(try terminal.send("00200080").status == "63c1")
        try terminal.verifyPIN()
        #expect(try terminal.send("0020008000").status == "9000")
        #expect(try terminal.send("0020FF80").status == "9000")
        #expect(try terminal.send("0020008000").status == "63c3")
    }

    @Test("after the last try the PIN is blocked, and the right one too")
    func blocked() throws {
        let terminal = try CardTerminal()
        let statuses = try (0..<4).map { _ in try terminal.send("0020008008" + Self.wrong).status }
        #expect(statuses == ["63c2", "63c1", "63c0", "6983"])
        #expect(try terminal.send("0020008008" + CardTerminal.pin).status == "6983")
        #expect(try terminal.send("0020008000").status == "6983")
        #expect(try terminal.send("0024008010" + CardTerminal.pin + Self.new).status == "6983")
    }

    @Test("a wrong PIN ends the verification of the right one")
    func wrongAfterRight() throws {
        let terminal = try CardTerminal()
        try terminal.verifyPIN()
        #expect(try terminal.send("0020008008" + Self.wrong).status == "63c2")
        #expect(try terminal.send("0020008000").status == "63c2")
    }

    @Test(
        "a PIN that is none is refused without costing a try",
        arguments: [
            "0631323334 3536", "0831323334FFFFFFFF", "0831323334353641FF", "08313233343536FF37", "08FFFFFFFFFFFFFFFF",
            "0A31323334353637383930",
        ]
    )
    func malformed(body: String) throws {
        let terminal = try CardTerminal()
        #expect(try terminal.send("00200080" + body).status == "6a80")
        #expect(try terminal.send("0020008000").status == "63c3")
    }

    @Test(
        "parameters that the card does not have are refused",
        arguments: [
            ("00200000", "6a88"), ("00200096", "6a88"), ("002000980831323334353637", "6700"), ("00200180", "6a86"),
            ("0020FF80083132333435363738", "6a86"), ("0020FF81", "6a86"), ("00240180103132333435363738 3132333435363738", "6a86"),
            ("00240000103132333435363738 3132333435363738", "6a88"), ("0024008008 3132333435363738", "6a80"),
            ("002C0081103132333435363738 3132333435363738", "6a88"), ("002C0180103132333435363738 3132333435363738", "6a86"),
            ("002C008008 3132333435363738", "6a80"), ("00200081083132333435363738", "6a88"),
        ]
    )
    func parameters(command: String, status: String) throws {
        #expect(try CardTerminal().send(command).status == status)
    }

    @Test("the PIN is changed by the old one, and is verified then")
    func changePIN() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.send("0024008010" + Self.wrong + Self.new).status == "63c2")
        #expect(try terminal.send("0024008010" + CardTerminal.pin + "3132FFFFFFFFFFFF").status == "6a80")
        #expect(try terminal.send("0020008000").status == "63c2")
        #expect(try terminal.send("0024008010" + CardTerminal.pin + Self.new).status == "9000")
        #expect(try terminal.send("0020008000").status == "9000")
        #expect(try terminal.send("0020008008" + CardTerminal.pin).status == "63c2")
        try terminal.verifyPIN(Self.new)
    }

    @Test("the PUK is changed by the old one and has a counter of its own")
    func changePUK() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.send("00200081").status == "63c3")
        #expect(try terminal.send("0024008110" + Self.wrong + Self.wrong).status == "63c2")
        #expect(try terminal.send("00200081").status == "63c2")
        #expect(try terminal.send("0024008110" + CardTerminal.puk + "3837363534333231").status == "9000")
        #expect(try terminal.send("00200081").status == "63c3")
        #expect(try terminal.send("002C008010" + CardTerminal.puk + Self.new).status == "63c2")
        #expect(try terminal.send("002C008010" + "3837363534333231" + Self.new).status == "9000")
    }

    @Test("the PUK gives a blocked PIN a new value and all its tries")
    func unblock() throws {
        let terminal = try CardTerminal()
        for _ in 0..<3 { _ = try terminal.send("0020008008" + Self.wrong) }
        #expect(try terminal.send("0020008000").status == "6983")
        #expect(try terminal.send("002C008010" + CardTerminal.puk + Self.new).status == "9000")
        #expect(try terminal.send("0020008000").status == "63c3")
        try terminal.verifyPIN(Self.new)
    }

    @Test("after its last try the PUK is blocked, and the PIN stays as it is")
    func blockedPUK() throws {
        let terminal = try CardTerminal()
        try terminal.verifyPIN()
        let statuses = try (0..<4).map { _ in try terminal.send("002C008010" + Self.wrong + Self.new).status }
        #expect(statuses == ["63c2", "63c1", "63c0", "6983"])
        #expect(try terminal.send("002C008010" + CardTerminal.puk + Self.new).status == "6983")
        #expect(try terminal.send("00200081").status == "6983")
        #expect(try terminal.send("0020008000").status == "63c3")
        try terminal.verifyPIN()
    }

    @Test("a card may have other secrets and other numbers of tries, shown up to 15")
    func personality() throws {
        var personality = SoftwarePIVCard.Personality()
        personality.pin = "98765432"
        personality.pinTries = 200
        let terminal = try CardTerminal(personality: personality)
        #expect(try terminal.send("0020008000").status == "63cf")
        #expect(try terminal.send("0020008008" + CardTerminal.pin).status == "63cf")
        try terminal.verifyPIN("3938373635343332")
    }

    @Test("values that no card can have are refused with what to do")
    func impossible() throws {
        let changes: [(inout SoftwarePIVCard.Personality) -> Void] = [
            { $0.pin = "12345" }, { $0.pin = "12345a" }, { $0.puk = "123456789" }, { $0.managementKey = [1] },
            { $0.managementAlgorithm = 7 },
            { $0.pinTries = 0 }, { $0.pukTries = 256 }, { $0.version = [5] },
        ]
        for change in changes {
            var personality = SoftwarePIVCard.Personality()
            change(&personality)
            #expect(throws: SoftwareCardError.self) { try SoftwarePIVCard(personality: personality) }
        }
    }
}
