import Crypto
import PKICrypto
import PKIFormats
import Testing

@Suite("signed notes and checkpoints")
struct SignedNoteTests {
    private static func key(_ text: String) throws -> NoteKey { try #require(NoteKey(text)) }

    @Test("the keys of log and witness are read and written as other programs write them", arguments: [SampleLog.vkey, SampleLog.witness])
    func keys(_ text: String) throws { #expect(try Self.key(text).description == text) }

    @Test("a key made from its seed has the known text")
    func seed() throws {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Array(UInt8(0)..<0x20))
        let own = try #require(NoteKey(name: "chancery.example.com/record", publicKey: Array(key.publicKey.rawRepresentation)))
        #expect(own.description == SampleLog.vkey)
    }

    @Test(
        "a text that is no key is refused",
        arguments: [
            "", "a+b", "chancery.example.com/record+3fb912ad+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "other.example.com/record+3fb912ac+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "chancery.example.com/record+3FB912AC+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "chancery.example.com/record+3fb912ac+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4=",
            "chancery.example.com/record+3fb912ac+CQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        ]
    )
    func badKeys(_ text: String) { #expect(NoteKey(text) == nil) }

    @Test("the known checkpoint is read, and both its signatures verify")
    func knownNote() throws {
        let note = try #require(SignedNote(SampleLog.note))
        #expect(note.description == SampleLog.note)
        #expect(note.isSigned(by: try Self.key(SampleLog.vkey)))
        #expect(note.isSigned(by: try Self.key(SampleLog.witness)))
        let checkpoint = try #require(Checkpoint(text: note.text))
        #expect(checkpoint == Checkpoint(origin: "chancery.example.com/record", size: 300, root: SampleLog.root(300)))
        #expect(checkpoint.text == note.text)
    }

    @Test("a signature line that fails condemns the note, an unknown one does not")
    func badSignature() throws {
        let (note, key) = (try #require(SignedNote(SampleLog.note)), try Self.key(SampleLog.vkey))
        var other = note
        other.signatures.append(.init(name: "stranger.example.com", keyID: [1, 2, 3, 4], octets: [5]))
        #expect(other.isSigned(by: key))
        var octets = note.signatures[0].octets
        octets[0] ^= 1
        other.signatures.append(.init(name: key.name, keyID: key.keyID, octets: octets))
        #expect(!other.isSigned(by: key))
        #expect(!SignedNote(text: note.text + "x\n", signatures: note.signatures).isSigned(by: key))
        #expect(!SignedNote(text: note.text).isSigned(by: key))
    }

    @Test(
        "octets that are no note are refused",
        arguments: [
            "", "\n", "\n\n", "text\n", "text\n\n", "text\n\nno signature\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAAA",
            "text\n\n— a  AAAAAAAA\n", "text\n\n- a AAAAAAAA\n", "te\u{7}xt\n\n— a AAAAAAAA\n", "text\r\n\r\n— a AAAAAAAA\r\n",
            "text\n\n— a+b AAAAAAAA\n", "text\n\n— a AAAAAAAB=\n", "text\n— a AAAAAAAA\n",
        ]
    )
    func badNotes(_ text: String) { #expect(SignedNote(text) == nil) }

    @Test("the last empty line separates text and signatures")
    func emptyLines() throws {
        let note = try #require(SignedNote("one\n\ntwo\n\n\u{2014} a AAAAAAAA\n"))
        #expect(note.text == "one\n\ntwo\n")
        #expect(note.signatures.map(\.name) == ["a"])
    }

    @Test(
        "a text that is no checkpoint is refused",
        arguments: [
            "o\n1\n", "\n1\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n", "o\n01\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n",
            "o\n-1\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n", "o\n1\nrrsC\n",
            "o\n9223372036854775808\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n",
            "o\n+1\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n",
        ]
    )
    func badCheckpoints(_ text: String) { #expect(Checkpoint(text: text) == nil) }

    @Test("a receipt comes back as it was written, and proves its entry and no other")
    func receipt() throws {
        let note = try #require(SignedNote(SampleLog.note))
        let proof = try SampleLog.proof(MerkleProof.inclusionRanges(of: 123, in: 300))
        let receipt = InclusionReceipt(index: 123, proof: proof, note: note)
        #expect(receipt.text.hasPrefix("c2sp.org/tlog-proof@v1\nindex 123\nEzzQ67G/"))
        #expect(InclusionReceipt(receipt.text) == receipt)
        let key = try Self.key(SampleLog.vkey)
        #expect(receipt.proves(SampleLog.leaves[123], by: key))
        #expect(!receipt.proves(SampleLog.leaves[124], by: key))
        #expect(!receipt.proves(SampleLog.leaves[123], by: try Self.key(SampleLog.witness)))
    }

    @Test(
        "a text that is no receipt is refused",
        arguments: ["", "c2sp.org/tlog-proof@v1\nindex 1\n", "c2sp.org/tlog-proof@v2\nindex 1\n\n" + SampleLog.note]
    )
    func badReceipts(_ text: String) { #expect(InclusionReceipt(text) == nil) }
}
