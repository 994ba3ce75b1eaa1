import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Two other programs judge PKITS, and the tests compare their verdicts with the document. docs/conformance/paths.md gives the reason for
/// each difference.
@Suite("NIST's path validation test suite by openssl and certtool", .enabled(if: PKITS.directory != nil))
struct PKITSJudgeTests {
    /// Names and PEM of the files a test needs, in the order of the path from the anchor.
    private static func prepare(_ test: PKITS.Case, in files: OpenSSLFiles, _ written: inout Set<String>) throws {
        for name in ["TrustAnchorRootCertificate"] + test.certificates where written.insert(name).inserted {
            try files.write(name + ".pem", pem: "CERTIFICATE", PKITS.file("certs/\(name).crt"))
        }
        for name in ["TrustAnchorRootCRL"] + test.lists where written.insert(name).inserted {
            try files.write(name + ".pem", pem: "X509 CRL", PKITS.file("crls/\(name).crl"))
        }
    }

    @Test("openssl verify has the verdict of PKITS, with the exceptions that are explained")
    func openssl() throws {
        let files = try OpenSSLFiles()
        var written: Set<String> = []
        var differing: Set<String> = []
        for test in PKITS.cases {
            try Self.prepare(test, in: files, &written)
            var arguments = [
                "openssl", "verify", "-attime", "1302825600", "-crl_check_all", "-extended_crl", "-use_deltas", "-policy_check", "-CAfile",
                "TrustAnchorRootCertificate.pem",
            ]
            for policy in test.policies("of") ?? [PKITS.policy("any")] { arguments += ["-policy", policy] }
            if test.settings.contains("explicit") { arguments.append("-explicit_policy") }
            if test.settings.contains("no-mapping") { arguments.append("-inhibit_map") }
            if test.settings.contains("no-any") { arguments.append("-inhibit_any") }
            for name in test.certificates.dropLast() { arguments += ["-untrusted", name + ".pem"] }
            for name in ["TrustAnchorRootCRL"] + test.lists { arguments += ["-CRLfile", name + ".pem"] }
            let result = try runTool(arguments + [try #require(test.certificates.last) + ".pem"], directory: files.directory)
            if (result.status == 0) != test.isValid { differing.insert(test.key) }
        }
        let explained = Self.tests(Self.opensslDiffers)
        #expect(differing == explained, "\(differing.symmetricDifference(explained).sorted())")
    }

    @Test("certtool --verify has the verdict of PKITS, with the exceptions that are explained", .enabled(if: hasTool("certtool")))
    func gnutls() throws {
        let files = try OpenSSLFiles()
        var written: Set<String> = []
        var differing: Set<String> = []
        for test in PKITS.cases {
            try Self.prepare(test, in: files, &written)
            let chain = try test.certificates.reversed().flatMap { try files.read($0 + ".pem") }
            let lists = try (["TrustAnchorRootCRL"] + test.lists).flatMap { try files.read($0 + ".pem") }
            try files.write("lists.pem", lists)
            let result = try runTool(
                [
                    "certtool", "--verify", "--load-ca-certificate", "TrustAnchorRootCertificate.pem", "--load-crl", "lists.pem",
                ],
                input: chain,
                directory: files.directory
            )
            if (result.status == 0) != test.isValid { differing.insert(test.key) }
        }
        let explained = Self.tests(Self.gnutlsDiffers)
        #expect(differing == explained, "\(differing.symmetricDifference(explained).sorted())")
    }

    /// The same for OpenSSL 3.0.
    private static let opensslDiffers: [String: String] = [
        "the parameters of a DSA key are not inherited": "4.1.5",
        "the path of a list's signer cannot depend on the list itself": "4.14.30",
    ]

    private static func tests(_ reasons: [String: String]) -> Set<String> {
        Set(reasons.values.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) })
    }

    /// The numbers of tests, with the part behind a slash, that certtool 3.7 judges differently, by reason.
    private static let gnutlsDiffers: [String: String] = [
        "DSA with SHA-1 counts as insecure":
            """
        4.1.4 4.1.5
        """,
        "names are compared octet by octet":
            """
        4.3.3 4.3.4 4.3.5 4.3.11
        """,
        "a list that is missing or cannot be used does not fail the path; scopes and deltas are ignored":
            """
        4.4.1 4.4.4 4.4.5 4.4.6 4.4.10 4.4.11 4.4.12 4.4.21 4.7.4 4.7.5 4.14.3 4.14.8 4.14.9 4.14.11 4.14.12 4.14.14
        4.14.15 4.14.17 4.14.20 4.14.26 4.14.27 4.14.31 4.14.32 4.14.35 4.15.1 4.15.3 4.15.5 4.15.7 4.15.10
        """,
        "self-issued certificates count in the path length":
            """
        4.6.15 4.6.17
        """,
        "policies are not processed":
            """
        4.8.1/3 4.8.2/2 4.8.3/2 4.8.3/3 4.8.4 4.8.5 4.8.6/3 4.8.7 4.8.8 4.8.9 4.8.12 4.8.14/2 4.12.1 4.12.3/2 4.12.4
        4.12.5 4.12.6 4.12.8 4.12.10
        """,
        "critical policy extensions are not understood":
            """
        4.9.1 4.9.2 4.9.4 4.9.6 4.10.1/1 4.10.3/2 4.10.5/1 4.10.6/1 4.10.9 4.10.11 4.10.12/1 4.10.12/2 4.10.13/1
        4.10.13/2 4.10.14 4.11.2 4.11.4 4.11.7
        """,
        "constraints on directory names are judged differently":
            """
        4.13.2 4.13.3 4.13.6 4.13.11 4.13.12 4.13.13 4.13.18 4.13.20
        """,
        "constraints on URIs are judged differently":
            """
        4.13.35 4.13.36
        """,
    ]
}
