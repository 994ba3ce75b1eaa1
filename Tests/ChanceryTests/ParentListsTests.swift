import Foundation
import PKIFormats
import Testing

@testable import chancery

@Suite("Where the lists of parents are looked for")
struct ParentListsTests {
    @Test("files and addresses are both looked at, also where one has a list")
    func all() async throws {
        let directory = NSTemporaryDirectory() + "parents-\(UUID())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data([0x30, 0x00]).write(to: URL(fileURLWithPath: directory + "/a.crl"))
        try Data(PEMDocument(label: "X509 CRL", bytes: [0x30, 0x01]).text.utf8).write(to: URL(fileURLWithPath: directory + "/b.pem"))
        try Data([0x30, 0x02]).write(to: URL(fileURLWithPath: directory + "/.c.crl"))
        try Data("a note".utf8).write(to: URL(fileURLWithPath: directory + "/note.txt"))
        struct AwayError: Error {}
        let lists = ParentLists(directory: directory, seconds: 1) { address in
            guard address.hasSuffix("/1") else { throw AwayError() }
            return [0x30, 0x03]
        }
        let (found, failures) = await lists.all(at: ["http://parent.example.test/0", "http://parent.example.test/1"])
        #expect(found.map(\.bytes) == [[0x30, 0x00], [0x30, 0x01], [0x30, 0x03]])
        #expect(found.map(\.place) == [directory + "/a.crl", directory + "/b.pem", "http://parent.example.test/1"])
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("http://parent.example.test/0: ") == true)
    }
}
