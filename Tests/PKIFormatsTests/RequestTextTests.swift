import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Requests as people hand them over")
struct RequestTextTests {
    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/requests")

    private func file(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: Self.vectors.appending(path: name))) }

    /// The request of the vectors, as OpenSSL reads it.
    private func expected() throws -> [UInt8] {
        let read = try runTool(["openssl", "req", "-outform", "DER"], input: try file("keytool-text-around.csr"))
        #expect(read.status == 0)
        return Array(read.stdout)
    }

    @Test(
        "text around the block and an END line glued to the base64 are tolerated",
        arguments: ["keytool-text-around", "no-line-end-before-end"]
    )
    func around(_ name: String) throws {
        let request = try RequestText(try file(name + ".csr"))
        #expect(try request.bytes == expected() && request.otherLabels.isEmpty)
        #expect(try CertificationRequest(derEncoded: request.bytes).subject.commonName == "www.example.com")
    }

    @Test("a blank in place of a plus sign is broken base64, with its line and character")
    func blank() throws {
        let error = try #require(throws: FormatError.self) { try RequestText(try file("plus-became-blank.csr")) }
        #expect(error.reason.contains("blank") && error.reason.contains("line 3, character 39"), "\(error)")
        let bare = String(decoding: try file("plus-became-blank.csr"), as: UTF8.self).split(separator: "\n").dropFirst().dropLast()
        #expect(throws: FormatError.self) { try RequestText(bare.joined()) }
    }

    @Test("DER, base64, lines joined by blanks, UTF-16 and Latin text around a block give the same request")
    func forms() throws {
        let der = try expected()
        let pem = PEMDocument(label: "NEW CERTIFICATE REQUEST", bytes: der).text
        let utf16: [UInt8] = [0xFF, 0xFE] + pem.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let latin: [UInt8] = "Für den Server:\n".unicodeScalars.map { UInt8($0.value) } + Array(pem.utf8)
        let joined = Base64.encode(der, lineLength: 64, lineEnd: " ")
        let inputs: [[UInt8]] = [
            der, Array(Base64.encode(der).utf8), Array(Base64.encode(der, lineLength: 20).utf8), Array(joined.utf8), utf16, latin,
        ]
        for input in inputs { #expect(try RequestText(input).bytes == der) }
    }

    @Test("header lines of a block are ignored")
    func headers() throws {
        let der = try expected()
        let block = PEMDocument(label: "NEW CERTIFICATE REQUEST", bytes: der, headers: ["Version: 3", "Comment: made by an appliance"]).text
        #expect(try RequestText(block).bytes == der)
        #expect(try RequestText(block.replacing("\n", with: "\r\n")).bytes == der)
        #expect(throws: FormatError.self) { try RequestText("-----BEGIN A-----\nVersion: 3\nAAAA\n-----END A-----") }
    }

    @Test("of several blocks the first request is read and the others are named; a private key alone is refused")
    func several() throws {
        let der = try expected()
        let request = PEMDocument(label: "CERTIFICATE REQUEST", bytes: der).text
        let key = PEMDocument(label: "PRIVATE KEY", bytes: [0x30, 0x01, 0x00]).text
        let other = PEMDocument(label: "NEW CERTIFICATE REQUEST", bytes: [0x30, 0x00]).text
        let read = try RequestText(key + request + other)
        #expect(read.bytes == der && read.otherLabels == ["PRIVATE KEY", "NEW CERTIFICATE REQUEST"])
        #expect(try RequestText(key + PEMDocument(label: "PKCS7", bytes: der).text).bytes == der)
        let refusal = try #require(throws: FormatError.self) { try RequestText(key) }
        #expect(refusal.reason.contains("no request"))
    }

    @Test(
        "text that is not a request is refused with the reason",
        arguments: [
            ("", "nothing"), ("-----BEGIN CERTIFICATE REQUEST-----\nAAAA", "does not end"), ("*", "base64"),
            ("-----BEGIN A-----\nAAAA\n-----END B-----", "ended by END B"),
            ("-----BEGIN A-----\nAAAA\n-----BEGIN B-----\nAAAA\n-----END B-----", "before the next"),
            ("-----BEGIN CERTIFICATE REQUEST", "not complete"), ("-----BEGIN A-----\nAA*A\n-----END A-----", "line 2, character 3"),
        ]
    )
    func refusals(_ text: String, words: String) throws {
        let error = try #require(throws: FormatError.self) { try RequestText(text) }
        #expect(error.reason.contains(words), "\(error)")
    }

    @Test("every PEM reader takes an END line that is glued to the last base64 line")
    func glued() throws {
        let bytes: [UInt8] = Array(0..<100)
        let text = PEMDocument(label: "CERTIFICATE", bytes: bytes).text.replacing("\n-----END", with: "-----END")
        #expect(try PEMDocument.parse(text + text).map(\.bytes) == [bytes, bytes])
    }
}
