import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Odd requests", .timeLimit(.minutes(5)))
struct OddRequestTests {
    /// The authority's answers to all of them.
    private struct Answers {
        var issued: [(name: String, certificate: [UInt8])] = []
        var denied: [(name: String, disposition: Disposition)] = []
        var malformed: [(name: String, message: String)] = []
        /// An outcome that no request may have.
        var failed: [String] = []
        var chain: [[UInt8]] = []
    }

    private static func answers() async throws -> Answers {
        let test = try await TestAuthority.make()
        let requester = try await test.bound(test.administrator)
        let officer = try await test.bound(test.officer)
        var answers = Answers()
        for request in try await OddRequests.make() {
            do {
                var disposition = try await requester.submit(test.submission(request.bytes, template: request.template))
                if disposition.code == .underSubmission { disposition = try await officer.approve(disposition.requestID) }
                if let certificate = disposition.certificate {
                    answers.issued.append((request.name, certificate))
                    answers.chain = disposition.chain
                } else {
                    answers.denied.append((request.name, disposition))
                }
            } catch let error as CAError where error.code == .malformed {
                answers.malformed.append((request.name, error.message))
            } catch {
                answers.failed.append("\(request.name): \(error)")
            }
        }
        return answers
    }

    @Test("odd requests are issued, denied with a full reason, or malformed, but never an internal error")
    func answered() async throws {
        let answers = try await Self.answers()
        #expect(answers.failed == [])
        for (name, disposition) in answers.denied {
            let reason = try #require(disposition.reason, "\(name)")
            #expect(!reason.rule.isEmpty && !reason.field.isEmpty && !reason.value.isEmpty && !reason.remedy.isEmpty, "\(name): \(reason)")
        }
        for (name, message) in answers.malformed { #expect(message.contains("cannot be read as PKCS #10: "), "\(name): \(message)") }
        #expect(answers.issued.count >= 150)
        #expect(answers.denied.count >= 150)
        #expect(answers.malformed.count >= 10)
    }

    @Test(
        "odd requests that are issued pass pkilint and openssl verify -x509_strict without an error",
        .enabled(if: PythonJudge.isInstalled)
    )
    func judged() async throws {
        let answers = try await Self.answers()
        let lines = answers.issued.map { "\($0.name.replacing("\n", with: " "))\t\(Base64.encode($0.certificate))" }
        let findings = try PythonJudge.run(Self.lint, input: lines.joined(separator: "\n"))
        #expect(findings == "judged \(answers.issued.count)\n")
        let files = try OpenSSLFiles()
        try files.write("issuing.pem", pem: "CERTIFICATE", answers.chain[0])
        try files.write("root.pem", pem: "CERTIFICATE", answers.chain[1])
        // OpenSSL 3.0 does not support ML-DSA, and so none of these keys.
        let readable = try answers.issued.filter { try !Self.signsWithMLDSA($0.certificate) }
        let names = try readable.enumerated().map { index, issued in
            try files.write("\(index).pem", pem: "CERTIFICATE", issued.certificate)
            return "\(index).pem"
        }
        let verified = try files.run(["verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem"] + names)
        #expect(verified.text.split(separator: "\n").filter { $0.hasSuffix(": OK") }.count == names.count, "\(verified.errorText)")
    }

    private static func signsWithMLDSA(_ certificate: [UInt8]) throws -> Bool {
        switch try Certificate(derEncoded: certificate).subjectPublicKeyInfo.kind {
        case .mlDSA65, .mlDSA87: true
        default: false
        }
    }

    /// Lints lines of name and certificate in one process, and writes a line for each finding of severity ERROR or FATAL.
    ///
    /// Two checks of pkilint are stricter than the specifications that they cite, so their findings are judged again here:
    /// - `validators.domain` requires two labels and a letter at the end, and refuses wildcards. RFC 1034 §3.5 requires neither, and RFC 5280 leaves wildcards
    /// to those who use them (RFC 9525 §6.3).
    /// - `validators.url` accepts nine schemes and, for hosts, the same domains. RFC 3986 allows any scheme, and `urllib.parse` finds out if there is a
    /// host.
    static let lint = #"""
        import base64, re, sys, urllib.parse
        from pkilint import loader, validation
        from pkilint.pkix import certificate, extension, name

        container = certificate.create_pkix_certificate_validator_container(
            certificate.create_decoding_validators(name.ATTRIBUTE_TYPE_MAPPINGS, extension.EXTENSION_MAPPINGS),
            [
                certificate.create_issuer_validator_container([]),
                certificate.create_validity_validator_container(),
                certificate.create_subject_validator_container([]),
                certificate.create_extensions_validator_container([]),
                certificate.create_spki_validator_container([]),
            ],
        )
        label = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        host = re.compile(rf"(?:{label}\.)*(?![0-9]+$){label}$")
        local = re.compile(r"[-!#$%&'*+/=?^_`{|}~0-9A-Za-z.]+$")

        def excused(code, text):
            value = text[text.index('"') + 1 : -1] if '"' in (text or "") else ""
            if code == "pkix.invalid_domain_name_syntax":
                return len(value) <= 253 and bool(host.match(value.removeprefix("*.")))
            if code == "pkix.name_domain_components_invalid_domain_name":
                return bool(host.match(value))
            if code == "pkix.invalid_email_address_syntax":
                before, _, domain = value.rpartition("@")
                return bool(local.match(before)) and bool(host.match(domain)) and "." not in domain
            if code == "pkix.invalid_uri_syntax":
                parts = urllib.parse.urlsplit(value)
                simple = parts.hostname is not None and "." not in parts.hostname and bool(host.match(parts.hostname))
                others = parts.scheme not in ("http", "https", "ftp") and (not value[len(parts.scheme) + 1 :].startswith("//") or bool(parts.hostname))
                return bool(parts.scheme) and (simple or others)
            return False

        count = 0
        for line in sys.stdin.read().split("\n"):
            label_, _, encoded = line.rpartition("\t")
            document = loader.RFC5280CertificateDocumentLoader().load_der_document(base64.b64decode(encoded), label_)
            count += 1
            for result in container.validate(document.root):
                for found in result.finding_descriptions:
                    severe = found.finding.severity <= validation.ValidationFindingSeverity.ERROR
                    if severe and not excused(found.finding.code, found.message):
                        print(f"{label_}: {found.finding.code}: {found.message}")
        print(f"judged {count}")
        """#
}
