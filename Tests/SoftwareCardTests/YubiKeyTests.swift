import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("YubiKeys' extensions of the software card")
struct YubiKeyTests {
    private func administered() throws -> CardTerminal {
        let terminal = try CardTerminal()
        try terminal.authenticate()
        return terminal
    }

    @Test("version and serial number are those that the card was made with")
    func versionAndSerial() throws {
        var personality = SoftwarePIVCard.Personality()
        personality.serialNumber = 0x0102_0304
        let terminal = try CardTerminal(personality: personality)
        #expect(try terminal.send("00FD0000").hex == "050403")
        #expect(try terminal.send("00F8000000").hex == "01020304")
        #expect(try terminal.send("00FD0100").status == "6a86")
        #expect(try terminal.send("00F80001").status == "6a86")
    }

    @Test("metadata tell about PIN, PUK, the management key and the keys")
    func metadata() throws {
        let terminal = try administered()
        #expect(try terminal.send("00F70080").hex == "0101ff0501010602" + "0303")
        #expect(try terminal.send("0024008010" + CardTerminal.pin + "363534333231FFFF").status == "9000")
        #expect(try terminal.send("0020008008" + CardTerminal.pin).status == "63c2")
        #expect(try terminal.send("00F70080").hex == "0101ff0501000602" + "0302")
        #expect(try terminal.send("00F70081").hex == "0101ff0501010602" + "0303")
        #expect(try terminal.send("00F7009B").hex == "010103020200010501" + "01")
        let key = try terminal.generate(.p256, in: 0x9C)
        #expect(try terminal.send("00F7009C").hex == "0101110202030103010104438641" + Hex.encode(key.keyBytes))
        #expect(try terminal.send("00F7009A").status == "6a88")
        #expect(try terminal.send("00F70033").status == "6a86")
        #expect(try terminal.send("00F7019C").status == "6a86")
    }

    @Test("the attestation of a key made on the card is verified by openssl and has the documented extensions")
    func attestation() throws {
        let terminal = try administered()
        let key = try terminal.generate(.rsa2048, in: 0x9A, policies: [TagLengthValue(0xAA, [2]), TagLengthValue(0xAB, [3])])
        let certificate = try Certificate(derEncoded: terminal.exchange("00F99A00").data)
        #expect(certificate.subjectPublicKeyInfo == key)
        let content = try #require(TagLengthValue.list(terminal.get(0x5FFF01).data).value(of: 0x53))
        let root = try #require(TagLengthValue.list(content).value(of: 0x70))
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", root)
        try files.write("attested.pem", pem: "CERTIFICATE", certificate.derEncoded)
        #expect(try files.run("verify", "-CAfile", "root.pem", "attested.pem").text == "attested.pem: OK\n")
        let extensions = certificate.extensions.map { "\($0.oid.dotted) \(Hex.encode($0.value))" }
        #expect(
            extensions == [
                "1.3.6.1.4.1.41482.3.3 050403", "1.3.6.1.4.1.41482.3.7 020400989681", "1.3.6.1.4.1.41482.3.8 0203",
                "1.3.6.1.4.1.41482.3.9 01",
            ]
        )
    }

    @Test("an imported key, an empty slot and the attestation key itself are not attested")
    func notAttested() throws {
        let terminal = try administered()
        #expect(try terminal.exchange("00FE1182", TagLengthValue(0x06, [UInt8](repeating: 7, count: 32)).bytes).status == "9000")
        #expect(try terminal.send("00F98200").status == "6a80")
        #expect(try terminal.send("00F99A00").status == "6a88")
        #expect(try terminal.send("00F9F900").status == "6a86")
        #expect(try terminal.send("00F99A01").status == "6a86")
    }

    @Test("other numbers of tries need the management key and the PIN, and bring the first PIN and PUK back")
    func tries() throws {
        let terminal = try CardTerminal()
        #expect(try terminal.send("00FA0506").status == "6982")
        try terminal.authenticate()
        #expect(try terminal.send("00FA0506").status == "6982")
        #expect(try terminal.send("0024008010" + CardTerminal.pin + "363534333231FFFF").status == "9000")
        #expect(try terminal.send("00FA0006").status == "6a86")
        #expect(try terminal.send("00FA0506").status == "9000")
        #expect(try terminal.send("00200080").status == "63c5")
        #expect(try terminal.send("00200081").status == "63c6")
        try terminal.verifyPIN()
    }

    @Test("a card is reset only when PIN and PUK are blocked; the attestation key stays")
    func reset() throws {
        let terminal = try administered()
        let root = try terminal.get(0x5FFF01).data
        _ = try terminal.generate(.p256, in: 0x9A)
        #expect(try terminal.put(0x5FC105, [1]).status == "9000")
        #expect(try terminal.send("00FB0000").status == "6985")
        for _ in 0..<3 { _ = try terminal.send("0020008008393939393939FFFF") }
        #expect(try terminal.send("00FB0000").status == "6985")
        for _ in 0..<3 { _ = try terminal.send("002C00801039393939393939393132333435363738") }
        #expect(try terminal.send("00FB0000").status == "9000")
        #expect(try terminal.get(0x5FC105).status == "6a82")
        #expect(try terminal.get(0x5FFF01).data == root)
        #expect(try terminal.send("00F7009A").status == "6a88")
        #expect(try terminal.put(0x5FC105, [1]).status == "6982")
        try terminal.verifyPIN()
        try terminal.authenticate()
    }
}
