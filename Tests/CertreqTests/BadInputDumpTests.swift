import Foundation
import PKITesting
import Testing

@Suite("certreq dump: unreadable input")
struct BadInputDumpTests {
    @Test("a damaged certificate gives exit 1 with structure, field and offset")
    func damaged() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c")
            try files.run("openssl", "x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der")
            var bytes = try files.read("c.der")
            // The version's INTEGER becomes a BOOLEAN.
            #expect(Array(bytes[8..<13]) == [0xA0, 3, 2, 1, 2])
            bytes[10] = 1
            try files.write("bad", bytes)
            let result = try files.dump("--json", "bad")
            #expect(result.status == 1)
            #expect(result.errorText.contains("Certificate"))
            let dumped = Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
            #expect(dumped.kind.string == "unreadable")
            #expect(dumped.errors[0].structure.string?.contains("Certificate") == true)
            #expect(dumped.errors[0].field.string == "version")
            #expect(dumped.errors[0].offset.integer == 10)
        }
    }

    @Test("an extension that cannot be read is a fault at its offset; the rest is shown")
    func damagedExtension() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c")
            try files.run("openssl", "x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der")
            var bytes = try files.read("c.der")
            let value: [UInt8] = [0x30, 3, 1, 1, 0xFF]
            let place = try #require(bytes.indices.dropLast(5).first { Array(bytes[$0..<($0 + 5)]) == value })
            bytes[place + 4] = 7
            try files.write("bad", bytes)
            let result = try files.dump("--json", "bad")
            #expect(result.status == 1)
            let dumped = Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
            #expect(dumped.kind.string == "certificate")
            #expect(dumped.errors[0].field.string?.hasPrefix("extensions.basicConstraints") == true)
            #expect(dumped.errors[0].offset.integer == place + 2)
        }
    }

    @Test("files cut off at any octet end with 1 and never with a signal")
    func cutOff() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c")
            try files.run("openssl", "x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der")
            let bytes = try files.read("c.der")
            try files.write("cut", Array(bytes.prefix(300)))
            let dumped = Dumped(try JSONSerialization.jsonObject(with: Data(files.dump("--json", "cut").stdout)))
            #expect(dumped.errors[0].structure.string == "Certificate")
            #expect(dumped.errors[0].field.string?.hasPrefix("tbsCertificate.subjectPublicKeyInfo.subjectPublicKey") == true)
            for count in stride(from: 0, to: bytes.count, by: 97) {
                try files.write("cut", Array(bytes.prefix(count)))
                let result = try files.dump("cut")
                #expect(result.status == 1, "\(count)")
                #expect(!result.errorText.isEmpty)
            }
        }
    }

    @Test("complete ASN.1 of an unknown structure is shown unchanged")
    func unknown() async throws {
        try await withDumpedFiles { files in
            try files.write("u", [0x30, 0x07, 0x0C, 0x02, 0x68, 0x69, 0x01, 0x01, 0xFF])
            let dumped = try files.object("u")
            #expect(dumped.kind.string == "asn1")
            #expect(dumped.codes == ["unknown-structure"])
            #expect(try files.dump("u").text.contains("UTF8String 'hi'"))
        }
    }

    @Test("control characters of a name do not reach the terminal")
    func controlCharacters() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c", "/CN=a\u{1B}[31mred\u{202E}")
            let acting: Set<Unicode.Scalar> = ["\u{1B}", "\u{202E}"]
            let text = try files.dump("c.pem").text
            #expect(text.contains("[31mred"))
            #expect(acting.isDisjoint(with: text.unicodeScalars))
            let json = try files.dump("--json", "c.pem").text
            #expect(json.contains("[31mred"))
            #expect(acting.isDisjoint(with: json.unicodeScalars))
        }
    }

    @Test("one structure gives an object, several give a list, a missing file gives 1")
    func shapes() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c")
            #expect(try files.object("c.pem").raw is [String: Any])
            #expect(try files.object("c.pem", "c.key").array.map(\.kind.string) == ["certificate", "privateKey"])
            let result = try files.dump("--json", "c.pem", "missing")
            #expect(result.status == 1)
            #expect(Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout))).array.count == 1)
        }
    }
}
