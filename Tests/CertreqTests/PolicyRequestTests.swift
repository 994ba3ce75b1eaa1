import Foundation
import PKITesting
import Testing

/// Requests made from policy files as guides for Windows have them, read field by field by other programs. Beside each `NAME.inf` in
/// `Vectors/Policies`, `NAME.txt` has what Python's cryptography and asn1crypto must read in the request.
@Suite("Requests from policy files, read by OpenSSL and Python")
struct PolicyRequestTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")

    static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Policies").path)) ?? [])
        .filter { $0.hasSuffix(".inf") }.map { String($0.dropLast(4)) }.sorted()

    private func certreq(_ arguments: String..., files: OpenSSLFiles) throws {
        let result = try runTool([certreqPath] + arguments + ["-store", files.directory + "/store"], input: [], directory: files.directory)
        try #require(result.status == 0, "\(arguments): \(result.text)\(result.errorText)")
    }

    @Test(
        "each request from a policy file has the fields that the file asks for, and no others",
        .enabled(if: PythonJudge.isInstalled),
        arguments: names
    )
    func fields(_ name: String) throws {
        let files = try OpenSSLFiles()
        // A certificate to renew and to sign with, and a key to find again.
        try files.write(
            "old.inf",
            Array(
                """
                [NewRequest]
                Subject = "CN=old.example.test"
                RequestType = Cert
                KeyContainer = "other container"
                [Extensions]
                1.3.6.1.4.1.311.20.2 = "{hex}1e 06 00 57 00 65 00 62"
                """.utf8
            )
        )
        try certreq("-new", "old.inf", "old.cer", files: files)
        var bytes = try Data(contentsOf: Self.folder.appending(path: "Policies/\(name).inf"))
        if let text = String(data: bytes, encoding: .utf8), text.contains("@") {
            let printed = try files.run("x509", "-in", "old.cer", "-noout", "-fingerprint", "-sha1", "-serial").text
            let values = printed.split(separator: "\n").compactMap { $0.split(separator: "=").last.map(String.init) }
            bytes = Data(text.replacing("@THUMBPRINT@", with: values[0]).replacing("@SERIAL@", with: values[1]).utf8)
        }
        try files.write("policy.inf", Array(bytes))
        if name == "on-behalf-of" {
            try certreq("-new", "-cert", "old.example.test", "policy.inf", "made.req", files: files)
        } else {
            try certreq("-new", "policy.inf", "made.req", files: files)
        }
        let read = try PythonJudge.run(
            String(contentsOf: Self.folder.appending(path: "read_request.py"), encoding: .utf8),
            input: String(contentsOfFile: files.directory + "/made.req", encoding: .utf8)
        )
        let expected = try String(contentsOf: Self.folder.appending(path: "Policies/\(name).txt"), encoding: .utf8)
        #expect(Self.lines(read) == Self.lines(expected))
        if !expected.hasPrefix("message") {
            let judged = try runTool(
                ["openssl", "req", "-in", "made.req", "-verify", "-noout"],
                input: [],
                directory: files.directory
            )
            #expect(judged.status == 0, "\(judged.errorText)")
        }
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test("RequestType = Cert makes and installs a self-signed certificate with the validity of the file")
    func selfSigned() throws {
        let files = try OpenSSLFiles()
        let policy = """
            [NewRequest]
            Subject = "CN=self.example.test"
            RequestType = Cert
            NotBefore = 1 January 2026
            NotAfter = 2027-03-01 12:30
            KeyAlgorithm = ECDSA_P256
            KeyUsage = 0x80
            [Extensions]
            2.5.29.17 = "{text}dns=self.example.test"
            """
        try files.write("self.inf", Array(policy.utf8))
        try certreq("-new", "self.inf", "self.cer", files: files)
        let printed = try files.run("x509", "-in", "self.cer", "-noout", "-dates", "-ext", "subjectAltName").text
        #expect(printed.contains("notBefore=Jan  1 00:00:00 2026") && printed.contains("notAfter=Mar  1 12:30:00 2027"), "\(printed)")
        #expect(printed.contains("DNS:self.example.test"))
        #expect(try files.run("verify", "-CAfile", "self.cer", "-no_check_time", "self.cer").status == 0)
        let installed = try FileManager.default.contentsOfDirectory(atPath: files.directory + "/store/certificates")
        #expect(installed.count == 1)
    }
}
