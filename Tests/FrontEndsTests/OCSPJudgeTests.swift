import CACore
import CAInterface
import Foundation
import FrontEnds
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The OCSP responder judged by OpenSSL, GnuTLS and pkilint")
struct OCSPJudgeTests {
    /// Certificates of the three kinds, as files.
    private struct Files {
        let running: RunningFrontEnds
        let issuing: Certificate
        let certificates: [String: Certificate]
        var url: String { "http://127.0.0.1:\(running.ports.http)/ocsp" }
        func path(_ name: String) -> String { "\(running.directory)/\(name)" }

        init(_ running: RunningFrontEnds) async throws {
            self.running = running
            let test = running.fixture.authority
            var certificates: [String: Certificate] = [:]
            for name in ["good", "revoked", "held"] {
                let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
                certificates[name] = try Certificate(derEncoded: try #require(disposition.certificate))
            }
            let officer = try await test.bound(test.officer)
            _ = try await officer.revoke(serial: try #require(certificates["revoked"]).serialHex, reason: .keyCompromise)
            _ = try await officer.revoke(serial: try #require(certificates["held"]).serialHex, reason: .certificateHold)
            self.certificates = certificates
            let description = try #require(try await test.service.authorities().first)
            issuing = try Certificate(derEncoded: description.certificate)
            func write(_ name: String, _ parts: [[UInt8]]) throws {
                let text = parts.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined()
                try Data(text.utf8).write(to: URL(fileURLWithPath: running.directory + "/" + name))
            }
            for (name, certificate) in certificates { try write(name + ".pem", [certificate.derEncoded]) }
            try write("issuing.pem", [description.certificate])
            try write("trust.pem", description.chain)
            try write("all.pem", [description.certificate] + description.chain)
        }
    }

    @Test("openssl ocsp says good, revoked with the reason, and held, with and without a nonce, in one request", arguments: [true, false])
    func openSSL(_ hasNonce: Bool) async throws {
        try await RunningFrontEnds.with { running in
            let files = try await Files(running)
            for hash in ["-sha1", "-sha256", "-sha384", "-sha512"] {
                var arguments = ["openssl", "ocsp", "-issuer", files.path("issuing.pem")]
                for name in ["good", "revoked", "held"] { arguments += [hash, "-cert", files.path(name + ".pem")] }
                arguments += ["-url", files.url, "-CAfile", files.path("all.pem"), hasNonce ? "-nonce" : "-no_nonce"]
                let result = try await tool(arguments)
                #expect(result.status == 0, "\(result.errorText)")
                #expect(result.errorText.contains("Response verify OK"), "\(result.errorText)")
                #expect(!result.errorText.contains("WARNING"), "\(result.errorText)")
                #expect(result.text.contains("good.pem: good"), "\(result.text)")
                #expect(result.text.contains("revoked.pem: revoked"), "\(result.text)")
                #expect(result.text.contains("Reason: keyCompromise"), "\(result.text)")
                #expect(result.text.contains("held.pem: revoked"), "\(result.text)")
                #expect(result.text.contains("Reason: certificateHold"), "\(result.text)")
            }
        }
    }

    @Test("openssl ocsp verifies the root's answer about the issuing CA")
    func rootByOpenSSL() async throws {
        try await RunningFrontEnds.with { running in
            let files = try await Files(running)
            let result = try await tool([
                "openssl", "ocsp", "-issuer", files.path("trust.pem"), "-cert", files.path("issuing.pem"), "-url", files.url, "-CAfile",
                files.path("trust.pem"),
            ])
            #expect(result.errorText.contains("Response verify OK"), "\(result.errorText)")
            #expect(result.text.contains("issuing.pem: good"), "\(result.text)")
        }
    }

    @Test("ocsptool asks and accepts good, revoked and held", .enabled(if: hasTool("ocsptool")))
    func gnuTLS() async throws {
        try await RunningFrontEnds.with { running in
            let files = try await Files(running)
            for (name, word) in [("good", "good"), ("revoked", "revoked"), ("held", "revoked")] {
                let result = try await tool([
                    "ocsptool", "--ask=" + files.url, "--load-issuer", files.path("issuing.pem"), "--load-cert", files.path(name + ".pem"),
                    "--load-trust", files.path("all.pem"),
                ])
                #expect(result.text.contains("Certificate Status: \(word)"), "\(result.text)\(result.errorText)")
                #expect(result.text.contains("Success"), "\(result.text)")
            }
        }
    }

    @Test("pkilint finds no fault in answers of each kind, on demand and with a nonce", .enabled(if: PythonJudge.isInstalled))
    func pkilint() async throws {
        try await RunningFrontEnds.with { running in
            let files = try await Files(running)
            let test = running.fixture.authority
            let never = OCSPCertID(
                serialNumber: [0x77, 1, 2, 3],
                issuerName: files.issuing.subject,
                issuerKey: files.issuing.subjectPublicKeyInfo
            )
            func judge(_ ids: [OCSPCertID], _ nonce: Bool, _ what: String) async throws {
                let extensions = nonce ? [OCSPNonce([UInt8](repeating: 3, count: 32)).asExtension()] : []
                let request = TBSOCSPRequest(requests: ids.map { OCSPSingleRequest($0) }, extensions: extensions)
                let answer = await test.status.status(answering: TBSOCSPRequest.assemble(tbs: request.derEncoded()))
                try Data(answer.bytes).write(to: URL(fileURLWithPath: files.path("answer.der")))
                let result = try await tool([
                    ".build/venv/bin/lint_ocsp_response", "lint", "-s", "WARNING", "--document-format", "DER", files.path("answer.der"),
                ])
                #expect(result.status == 0, "\(what): \(result.errorText)")
                #expect(result.text.trimmingCharacters(in: .whitespacesAndNewlines) == "", "\(what)")
            }
            for nonce in [false, true] {
                for (name, certificate) in files.certificates {
                    try await judge([OCSPCertID(certificate: certificate, issuer: files.issuing)], nonce, name)
                }
                try await judge([never], nonce, "never issued")
                try await judge(files.certificates.values.map { OCSPCertID(certificate: $0, issuer: files.issuing) }, nonce, "several")
            }
            let update = OCSPSettingsUpdate(neverIssued: .revoked, archiveSeconds: 86_400)
            _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(ocsp: update))
            try await judge([never], false, "never issued, revoked")
            let good = try #require(files.certificates["good"])
            try await judge([OCSPCertID(certificate: good, issuer: files.issuing)], false, "with archive")
        }
    }
}
