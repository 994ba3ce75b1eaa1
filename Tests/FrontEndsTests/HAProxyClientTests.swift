import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

private let haproxy = "/usr/sbin/haproxy"

/// haproxy staples an answer that somebody brings it, and judges client certificates by our lists.
@Suite("haproxy with our OCSP answers and lists", .enabled(if: FileManager.default.isExecutableFile(atPath: haproxy)))
struct HAProxyClientTests {
    private typealias Site = OCSPClientTests.Site

    /// A listener with the answer about its own certificate, and with the lists of both CAs for those of clients.
    private static func configuration(_ site: Site) -> String {
        """
        defaults
            mode http
            timeout connect 60s
            timeout client 60s
            timeout server 60s
        frontend site
            bind unix@\(site.path("haproxy.sock")) ssl crt \(site.path("both.pem")) ca-file \(site.path("chain.pem")) crl-file \(site.path("lists.pem")) verify optional crt-ignore-err all ca-ignore-err all
            http-request return status 200 content-type text/plain lf-string "verify=%[ssl_c_verify]."

        """
    }

    /// What a client with the site's own certificate sees of the staple, and of the judgment of that certificate.
    private static func handshake(_ site: Site) async throws -> String {
        let ask = ["openssl", "ocsp", "-issuer", site.path("issuing.pem"), "-cert", site.path("leaf.pem"), "-url", site.url]
        let asked = try await tool(ask + ["-CAfile", site.path("chain.pem"), "-no_nonce", "-respout", site.path("both.pem.ocsp")])
        #expect(asked.status == 0, "\(asked.errorText)")
        let both = try ["site.pem", "site.key"].map { try String(contentsOfFile: site.path($0), encoding: .utf8) }.joined()
        try both.write(toFile: site.path("both.pem"), atomically: true, encoding: .utf8)
        var lists = ""
        for name in ["Chancery Issuing CA", "Chancery Root CA"] {
            let list = try #require(await site.running.fixture.authority.publisher.published("crl/\(name).crl"))
            lists += PEMDocument(label: "X509 CRL", bytes: list.bytes).text
        }
        try lists.write(toFile: site.path("lists.pem"), atomically: true, encoding: .utf8)
        try configuration(site).write(toFile: site.path("haproxy.cfg"), atomically: true, encoding: .utf8)
        let program = try RunningProgram([haproxy, "-db", "-f", site.path("haproxy.cfg")])
        defer { program.terminate() }
        var shown = ""
        for _ in 0..<200 where !shown.contains("verify=") {
            let result = try await tool(
                [
                    "openssl", "s_client", "-unix", site.path("haproxy.sock"), "-status", "-ign_eof", "-CAfile", site.path("trust.pem"),
                    "-cert", site.path("leaf.pem"), "-key", site.path("site.key"),
                ],
                input: Array("GET / HTTP/1.0\r\n\r\n".utf8)
            )
            shown = result.text
        }
        return shown
    }

    @Test("haproxy staples the answer about a good certificate, and takes a client's by our lists")
    func good() async throws {
        try await RunningFrontEnds.with { running in
            let shown = try await Self.handshake(try await Site(running))
            #expect(shown.contains("OCSP Response Status: successful (0x0)"), "\(shown)")
            #expect(shown.contains("Cert Status: good"), "\(shown)")
            // X509_V_OK.
            #expect(shown.contains("verify=0."), "\(shown)")
        }
    }

    @Test("haproxy finds a held and a revoked client's certificate on our lists", arguments: [CRLReason.certificateHold, .keyCompromise])
    func refused(_ reason: CRLReason) async throws {
        try await RunningFrontEnds.with { running in
            let site = try await Site(running)
            try await site.revoke(reason)
            let shown = try await Self.handshake(site)
            // X509_V_ERR_CERT_REVOKED.
            #expect(shown.contains("verify=23."), "\(shown)")
            #expect(!shown.contains("Cert Status: good"), "\(shown)")
        }
    }
}
