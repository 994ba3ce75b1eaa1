import CACore
import CertManagement
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import Testing

@testable import Store

@Suite("Stored documents outlive the program that wrote them")
struct DocumentTests {
    /// A kind of document: its text from the first program, and a text without all members that may be missing.
    struct Kind: Sendable, CustomTestStringConvertible {
        let name: String
        let golden: String
        let smallest: String
        /// Reads a text and writes the value; reads and compares; reads again.
        let rewritten: @Sendable (String) throws -> String
        let isSample: @Sendable (String) throws -> Bool

        var testDescription: String { name }

        init<Value: StoredDocument & Hashable & Sendable>(_ sample: Value, golden: String, smallest: String) {
            name = Value.document.name
            self.golden = golden
            self.smallest = smallest
            rewritten = { try Document.text(try Document.value(Value.self, from: $0)) }
            isSample = { try Document.value(Value.self, from: $0) == sample }
        }
    }

    @Test("a document written by the first program is read with its value", arguments: GoldenDocuments.all)
    func golden(_ kind: Kind) throws {
        #expect(try kind.isSample(kind.golden))
    }

    @Test("a document without any later property is read, with the standard values", arguments: GoldenDocuments.all)
    func smallest(_ kind: Kind) throws {
        let text = #"{"form":1,"value":"# + kind.smallest + "}"
        // The text written again has every member and is read with the same value.
        let whole = try kind.rewritten(text)
        #expect(try kind.rewritten(whole) == whole)
        #expect(whole.utf8.count >= text.utf8.count)
    }

    @Test("a member that this program does not know is ignored", arguments: GoldenDocuments.all)
    func unknownMember(_ kind: Kind) throws {
        let text = kind.golden.replacing(#""value":{"#, with: #""value":{"invented":{"a":[1]},"#)
        #expect(try kind.isSample(text))
    }

    @Test("a document of a newer form is refused with a remedy, readable or not", arguments: GoldenDocuments.all)
    func newer(_ kind: Kind) {
        for text in [kind.golden.replacing(#"{"form":1,"#, with: #"{"form":2,"#), #"{"form":99,"value":[]}"#] {
            let error = #expect(throws: StoreError.self) { try kind.rewritten(text) }
            #expect(error?.description.contains("written by a newer version; start that version") == true)
            #expect(error?.description.contains(kind.name) == true)
        }
    }

    @Test(
        "a document that cannot be read is called damaged",
        arguments: ["", "{", "null", #"{"form":1}"#, #"{"form":1,"value":{}}"#, #"{"form":0,"value":{}}"#, #"{"value":{}}"#]
    )
    func damaged(_ text: String) {
        let error = #expect(throws: StoreError.self) { try Document.value(CertificateTemplate.self, from: text) }
        #expect(error?.description.contains("damaged") == true)
    }

    @Test("every kind of document has a golden text")
    func complete() {
        #expect(Set(GoldenDocuments.all.map(\.name)).count == 15)
    }
}
