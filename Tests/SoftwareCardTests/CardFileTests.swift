import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

@Suite("The file of a software card, and a card that is pulled")
struct CardFileTests {
    private static let content = [UInt8](repeating: 7, count: 1_000)

    @Test("a card outlives its process: keys, objects, counters and secrets are in its file")
    func restart() async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/card.json"
            let first = try CardTerminal(SoftwarePIVCard(stateFile: path))
            try first.authenticate()
            _ = try first.generate(.p256, in: 0x9E)
            #expect(try first.put(0x5FC105, Self.content).status == "9000")
            #expect(try first.send("0020008008393939393939FFFF").status == "63c2")

            var other = SoftwarePIVCard.Personality()
            other.pin = "98765432"
            let second = try CardTerminal(SoftwarePIVCard(stateFile: path, personality: other))
            #expect(try second.send("00200080").status == "63c2")
            try second.verifyPIN()
            #expect(try second.use(0x9E, .p256, [1, 2, 3]).status == "9000")
            #expect(try second.get(0x5FC105).data.suffix(1_000) == Self.content)
            #expect(try second.put(0x5FC105, []).status == "6982")
        }
    }

    @Test("a file that is no card's is refused and stays as it is")
    func foreignFile() async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/card.json"
            try Data("{}".utf8).write(to: URL(filePath: path))
            #expect(throws: SoftwareCardError.self) { try SoftwarePIVCard(stateFile: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("{}".utf8))
            #expect(throws: (any Error).self) { try SoftwarePIVCard(stateFile: folder + "/absent/card.json") }
        }
    }

    @Test("a card whose file cannot be written answers 6581 and has not done what it was told")
    func unwritable() async throws {
        try await withTemporaryDirectory { folder in
            let terminal = try CardTerminal(SoftwarePIVCard(stateFile: folder + "/card.json"))
            try terminal.authenticate()
            try FileManager.default.removeItem(atPath: folder)
            #expect(try terminal.put(0x5FC105, [1]).status == "6581")
            #expect(try terminal.send("0020008008393939393939FFFF").status == "6581")
            #expect(try terminal.get(0x5FC105).status == "6a82")
            #expect(try terminal.send("00200080").status == "63c3")
        }
    }

    /// How many commands writing the object takes from power to the end, and whether the last answer is lost.
    private static let moments = (0..<8).flatMap { count in [false, true].map { (count, $0) } }

    @Test("a card pulled at any command of a chain has the old object or the new one, never half of one", arguments: moments)
    func pulled(count: Int, losesAnswer: Bool) async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/card.json"
            let card = try SoftwarePIVCard(stateFile: path)
            let before = try CardTerminal(card)
            try before.authenticate()
            #expect(try before.put(0x5FC105, [1]).status == "9000")

            card.pull(at: SoftwarePIVCard.Pull(afterCommands: count, losesAnswer: losesAnswer))
            let data = [0x5C, 0x03, 0x5F, 0xC1, 0x05] + TagLengthValue(0x53, Self.content).bytes
            var answered = 0
            for start in stride(from: 0, to: data.count, by: 250) {
                let piece = data[start..<min(start + 250, data.count)]
                let isLast = piece.endIndex == data.count
                let answer = card.respond(to: [isLast ? 0x00 : 0x10, 0xDB, 0x3F, 0xFF, UInt8(piece.count)] + piece)
                if answer.isEmpty { break }
                answered += 1
            }
            #expect(answered == min(count, 5))
            #expect(card.isPresent == (count >= 5))
            // The last of five pieces carries the command out, whether its answer arrives or not.
            let isWritten = count > 4 || count == 4 && losesAnswer

            let after = try CardTerminal(SoftwarePIVCard(stateFile: path))
            #expect(try after.get(0x5FC105).data.suffix(isWritten ? 1_000 : 1) == (isWritten ? Self.content[...] : [1]))
        }
    }

    @Test("a pulled card answers nothing until it is put back, and then it has forgotten the PIN and the chain")
    func putBack() throws {
        let terminal = try CardTerminal()
        try terminal.verifyPIN()
        terminal.card.pull()
        #expect(!terminal.card.isPresent)
        terminal.card.powerOn()
        #expect(terminal.card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [])
        terminal.card.insert()
        #expect(terminal.card.respond(to: [0x00, 0x20, 0x00, 0x80]) == [])
        #expect(try CardTerminal(terminal.card).send("00200080").status == "63c3")
    }
}
