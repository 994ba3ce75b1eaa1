import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("certreq dump of large revocation lists", .timeLimit(.minutes(10)))
struct LargeListTests {
    /// Entries made when they are asked for.
    private struct Entries: Sequence {
        let count: Int

        func makeIterator() -> AnyIterator<RevokedEntry> {
            var number = 0
            return AnyIterator {
                guard number < count else { return nil }
                number += 1
                let serial: [UInt8] = [0x41] + withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
                let isOdd = number == count - 7
                return RevokedEntry(
                    serialNumber: serial,
                    date: SampleHierarchy.time - 90,
                    reason: number.isMultiple(of: 3) && !isOdd ? .superseded : nil,
                    extensions: isOdd ? [CertificateExtension(CRLReason.oid, value: [0x0A, 0x01, 0x63])] : []
                )
            }
        }
    }

    /// Writes `list.crl` and `ca.pem`.
    private func write(_ count: Int, _ files: OpenSSLFiles) async throws {
        let issuing = try await SampleHierarchy.make().issuing
        let header = TBSCertificateList(
            signatureAlgorithm: issuing.key.defaultSignatureAlgorithm,
            issuer: issuing.certificate.subject,
            thisUpdate: SampleHierarchy.time - 60,
            nextUpdate: SampleHierarchy.time + 60,
            extensions: [CRLNumber(7).asExtension()]
        )
        let path = files.directory + "/list.crl"
        try #require(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try await CertificateListWriter(header: header, key: issuing.key).write(Entries(count: count)) {
            try file.write(contentsOf: Data($0))
        }
        try file.close()
        try files.write("ca.pem", pem: "CERTIFICATE", issuing.certificate.derEncoded)
    }

    private func dump(_ arguments: String..., files: OpenSSLFiles) throws -> ToolResult {
        try runTool([certreqPath, "dump"] + arguments, input: [], directory: files.directory)
    }

    private func object(_ result: ToolResult) throws -> Dumped {
        Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
    }

    /// The lines of the tree that begin with an offset, as `openssl asn1parse` counts them.
    private func offsets(_ text: String) -> [String] {
        text.split(separator: "\n").drop { !$0.hasPrefix("offset length") }.dropFirst()
            .compactMap { line in
                let words = line.split(separator: " ")
                guard words.count > 1, Int(words[0]) != nil, Int(words[1]) != nil else { return nil }
                return "\(words[0]) \(words[1])"
            }
    }

    @Test("a large list has a summary and a tree whose offsets and lengths are those of openssl asn1parse")
    func same() async throws {
        let files = try OpenSSLFiles()
        try await write(60_000, files)
        let size = try FileManager.default.attributesOfItem(atPath: files.directory + "/list.crl")[.size] as? Int ?? 0
        try #require(size > 1 << 20)
        let text = try dump("list.crl", files: files)
        #expect(text.status == 0, "\(text.errorText)")
        #expect(text.text.contains("revokedCount: 60000") && text.text.contains("… 59980 more of 60000; --all shows them"), "\(text.text)")
        // Every offset and length is one that OpenSSL finds too.
        let parsed = try files.run("asn1parse", "-inform", "DER", "-in", "list.crl").text
        var known: Set<String> = []
        for line in parsed.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let numbers = parts[1].split(separator: " ").compactMap { word in word.split(separator: "=").last.flatMap { Int($0) } }
            let words = parts[1].replacing("=", with: " ").split(separator: " ")
            guard let offset = Int(parts[0].filter { !$0.isWhitespace }), numbers.count >= 1,
                let header = words.firstIndex(of: "hl").flatMap({ Int(words[$0 + 1]) }),
                let length = words.firstIndex(of: "l").flatMap({ Int(words[$0 + 1]) })
            else { continue }
            known.insert("\(offset) \(header + length)")
        }
        let shown = offsets(text.text).filter { !$0.hasSuffix(" 0") }
        #expect(shown.count > 80)
        // OpenSSL does not open the strings of extensions, with a number of three octets each. The line of the rest is no element.
        let strange = shown.filter { !known.contains($0) && !$0.hasSuffix(" 3") }
        #expect(strange.count == 1, "\(strange)")
    }

    @Test("the signature, the digest, an unknown reason and with --all every entry are found in a large list")
    func content() async throws {
        let files = try OpenSSLFiles()
        try await write(60_000, files)
        let found = try dump("--json", "--all", "list.crl", "ca.pem", files: files)
        #expect(found.status == 0, "\(found.errorText)")
        let list = try object(found)[0]
        #expect(list.signatureCheck.result.string == "valid")
        #expect(list.revoked.array.count == 60_000 && list.revokedCount.integer == 60_000)
        #expect(list.revoked[59_999].serial.string == "41000000000000ea60" && list.revoked[2].reason.string == "superseded")
        #expect(list.codes.contains("unknown-reason"))
        let digest = try files.run("dgst", "-sha256", "list.crl").text
        #expect(digest.contains(list.fingerprints.sha256.string ?? "?"))
        #expect(try object(found)[1].kind.string == "certificate")
    }

    @Test("a large list as PEM and from standard input is the same list")
    func forms() async throws {
        let files = try OpenSSLFiles()
        try await write(60_000, files)
        try files.output("crl", "-inform", "DER", "-in", "list.crl", "-out", "list.pem")
        let sums = try [["list.crl"], ["list.pem"]].map { try object(dump("--json", $0[0], files: files)).fingerprints.sha256.string }
        let piped = try runTool(["sh", "-c", "cat list.pem | '\(certreqPath)' dump --json -"], input: [], directory: files.directory)
        #expect(try Set(sums + [object(piped).fingerprints.sha256.string]).count == 1)
    }

    @Test("a damaged large list is reported with its place, and exit code 1")
    func damaged() async throws {
        let files = try OpenSSLFiles()
        try await write(60_000, files)
        var bytes = try files.read("list.crl")
        bytes[bytes.count / 2] ^= 0xFF
        try files.write("damaged.crl", bytes)
        try files.write("cut.crl", Array(bytes.prefix(bytes.count - 100)))
        for name in ["cut.crl", "damaged.crl"] {
            let found = try dump("--json", name, files: files)
            let names = found.errorText.contains(name) || found.status == 0
            #expect(names, "\(found.errorText)")
        }
        #expect(try dump("cut.crl", files: files).status == 1)
    }

    @Test(
        "a list of a million entries is read without its size in memory",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"))
    )
    func memory() async throws {
        let files = try OpenSSLFiles()
        try await write(1_000_000, files)
        // The limit is on data segments, heap and private maps; the file itself is mapped.
        let line = "ulimit -d 262144; exec '\(certreqPath)' dump --json list.crl"
        let found = try runTool(["sh", "-c", line], input: [], directory: files.directory)
        #expect(found.status == 0, "\(found.errorText)")
        #expect(try object(found).revokedCount.integer == 1_000_000)
    }
}
