import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The options of certreq for signatures and text")
struct SignatureOptionTests {
    /// A store with an RSA certificate "signer.example.test", and a request `x.req`.
    private func files() throws -> OpenSSLFiles {
        let files = try OpenSSLFiles()
        try files.write("signer.inf", Array("[NewRequest]\nSubject = \"CN=signer.example.test\"\nRequestType = Cert\n".utf8))
        try files.write("x.inf", Array("[NewRequest]\nSubject = \"CN=Ünser\"\nKeyAlgorithm = ECDSA_P256\n".utf8))
        for line in [["-new", "signer.inf", "signer.cer"], ["-new", "x.inf", "x.req"]] {
            let made = try certreq(line + ["-store", "store"], files)
            try #require(made.status == 0, "\(made.errorText)")
        }
        return files
    }

    private func certreq(_ line: [String], _ files: OpenSSLFiles) throws -> ToolResult {
        try runTool([certreqPath] + line, input: [], directory: files.directory)
    }

    private func signer(_ name: String, _ files: OpenSSLFiles) throws -> Dumped {
        let found = try certreq(["dump", "--json", name], files)
        return Dumped(try JSONSerialization.jsonObject(with: Data(found.stdout))).signers[0]
    }

    @Test(
        "-HashAlgorithm and -AlternateSignatureAlgorithm choose the signature of -sign and -policy",
        arguments: [
            (["-sign", "-cert", "signer.example.test", "-HashAlgorithm", "sha512", "-store", "store", "x.req", "y.req"], "SHA-512", false),
            (
                ["sign", "x.req", "y.req", "--cert", "signer.example.test", "--hash-algorithm", "SHA384", "--store", "store"], "SHA-384",
                false
            ),
            (
                ["-policy", "-cert", "signer.example.test", "-AlternateSignatureAlgorithm", "-store", "store", "x.req", "x.inf", "y.req"],
                "SHA-256",
                true
            ),
            (
                [
                    "policy", "x.req", "x.inf", "y.req", "--cert", "signer.example.test", "--alternate-signature-algorithm",
                    "--hash-algorithm",
                    "sha512", "--store", "store",
                ], "SHA-512", true
            ),
        ]
    )
    func signatures(_ line: [String], digest: String, isPSS: Bool) throws {
        let files = try files()
        let done = try certreq(line, files)
        #expect(done.status == 0, "\(done.errorText)")
        let signer = try signer("y.req", files)
        #expect(signer.digestAlgorithm.name.string?.uppercased().filter { $0 != "-" } == digest.filter { $0 != "-" })
        #expect((signer.signatureAlgorithm.oid.string == "1.2.840.113549.1.1.10") == isPSS)
        #expect(signer.signatureCheck.result.string == "valid")
        let text = try String(contentsOfFile: files.directory + "/y.req", encoding: .utf8)
        try files.write("pem.p7", Array(text.replacing("NEW CERTIFICATE REQUEST", with: "CMS").utf8))
        let verified = try files.run("cms", "-verify", "-noverify", "-inform", "PEM", "-in", "pem.p7", "-out", "content")
        #expect(verified.status == 0, "\(verified.errorText)")
    }

    @Test("a hash algorithm that is broken or unknown is refused, and nothing is made", arguments: ["sha1", "md5", "x"])
    func brokenHash(_ name: String) throws {
        let files = try files()
        let line = ["-sign", "-cert", "signer.example.test", "-HashAlgorithm", name, "-store", "store", "x.req", "y.req"]
        let refused = try certreq(line, files)
        #expect(refused.status == 0x57 && refused.errorText.contains("sha256, sha384 or sha512"), "\(refused.errorText)")
        #expect(!FileManager.default.fileExists(atPath: files.directory + "/y.req"))
    }

    @Test("-Unicode writes redirected output as UTF-16, and -UnicodeText files, which iconv reads again")
    func unicode() throws {
        let files = try files()
        let redirected = try certreq(["-new", "-Unicode", "-store", "other", "x.inf", "plain.req"], files)
        #expect(redirected.stdout.starts(with: [0xFF, 0xFE]))
        #expect(String(data: Data(redirected.stdout), encoding: .utf16)?.contains("CertReq: Request Created") == true)
        #expect(try files.read("plain.req").first == UInt8(ascii: "-"))
        let made = try certreq(["-new", "-UnicodeText", "-store", "third", "x.inf", "wide.req"], files)
        #expect(made.status == 0 && made.text.contains("CertReq: Request Created"))
        let wide = try files.read("wide.req")
        #expect(wide.starts(with: [0xFF, 0xFE, 0x2D, 0x00]))
        let text = try files.tool("iconv", "-f", "UTF-16", "-t", "UTF-8", "wide.req").stdout
        #expect(try files.run(["req", "-noout", "-verify"], input: text).status == 0)
        #expect(try certreq(["dump", "wide.req"], files).status == 0)
    }

    @Test(
        "-policy around something else than PKCS #10 and CMC is refused with what it is and what to do",
        arguments: [("signer.cer", "cross-certification"), ("signed.req", "certreq sign")]
    )
    func otherInput(_ name: String, words: String) throws {
        let files = try files()
        let signed = try certreq(["-sign", "-cert", "signer.example.test", "-store", "store", "x.req", "signed.req"], files)
        try #require(signed.status == 0, "\(signed.errorText)")
        let refused = try certreq(["-policy", "-store", "store", name, "x.inf", "y.req"], files)
        #expect(refused.status != 0 && refused.errorText.contains(words), "\(refused.errorText)")
    }

    @Test("-policy around a CMC request adds its extensions in a layer of its own, and all signatures hold", arguments: [true, false])
    func policyAroundCMC(_ isSigned: Bool) throws {
        let files = try files()
        try files.write("cmc.inf", Array("[NewRequest]\nSubject = \"CN=inside\"\nRequestType = CMC\n".utf8))
        try files.write("add.inf", Array("[EnhancedKeyUsageExtension]\nOID = 1.3.6.1.5.5.7.3.2\n".utf8))
        try #require(try certreq(["-new", "-store", "store", "cmc.inf", "cmc.req"], files).status == 0)
        let signer = isSigned ? ["-cert", "signer.example.test"] : []
        let made = try certreq(["-policy", "-binary", "-store", "store"] + signer + ["cmc.req", "add.inf", "y.req"], files)
        try #require(made.status == 0, "\(made.errorText)")
        let message = try EnrollmentMessage(derEncoded: try files.read("y.req"))
        #expect(message.layers.count == 2)
        #expect(message.verification().isSound)
        #expect(try message.addedExtensions(to: message.onlyRequest).map(\.oid) == ["2.5.29.37"])
        #expect(message.layers[0].signedData.signers.count == 1)
    }

    @Test("-sign adds a signature to a renewal request, beside that of the old certificate")
    func signRenewal() throws {
        let files = try files()
        for (name, text) in [
            ("old.inf", "Subject = \"CN=old.example.test\"\nRequestType = Cert"), ("renew.inf", "RequestType = PKCS7\nRenewalCert = @"),
            ("renewcmc.inf", "RequestType = CMC\nRenewalCert = @"),
        ] {
            var text = "[NewRequest]\n\(text)\n"
            if text.contains("@") {
                let printed = try files.run("x509", "-in", "old.cer", "-noout", "-fingerprint", "-sha1").text
                text = text.replacing("@", with: String(printed.split(separator: "=").last ?? ""))
            }
            try files.write(name, Array(text.utf8))
            let made = try certreq(["-new", "-store", "store", name, name.replacing(".inf", with: ".cer")], files)
            try #require(made.status == 0, "\(made.errorText)")
        }
        for name in ["renew.cer", "renewcmc.cer"] {
            let before = try certreq(["-sign", "-binary", "-f", "-store", "store", "-cert", "signer.example.test", name, "y.req"], files)
            try #require(before.status == 0, "\(before.errorText)")
            let message = try EnrollmentMessage(derEncoded: try files.read("y.req"))
            #expect(message.verification().isSound)
            // A CMC request has the signature of its own key, too.
            #expect(message.layers[0].signedData.signers.count == (name == "renew.cer" ? 2 : 3))
        }
    }
}
