import CACore
import CAInterface
import Foundation
import FrontEnds
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Clients of the OCSP responder: Java's path validation, and nginx with stapling")
struct OCSPClientTests {
    /// The certificate of a web server with its key, and its chain, in files: `NAME.key`, `NAME.pem` with the issuing CA, `trust.pem`.
    struct Site {
        let running: RunningFrontEnds
        let certificate: Certificate
        var url: String { "http://127.0.0.1:\(running.ports.http)/ocsp" }
        func path(_ name: String) -> String { "\(running.directory)/\(name)" }

        init(_ running: RunningFrontEnds) async throws {
            self.running = running
            let test = running.fixture.authority
            let key = try PrivateKey(generating: .p256)
            let request = try await test.request(key: key)
            let disposition = try await test.bound(test.alice).submit(test.submission(request, template: "User"))
            certificate = try Certificate(derEncoded: try #require(disposition.certificate))
            let description = try #require(try await test.service.authorities().first)
            func write(_ name: String, _ label: String, _ parts: [[UInt8]]) throws {
                let text = parts.map { PEMDocument(label: label, bytes: $0).text }.joined()
                try Data(text.utf8).write(to: URL(fileURLWithPath: running.directory + "/" + name))
            }
            try write("site.key", "PRIVATE KEY", [try key.pkcs8()])
            try write("site.pem", "CERTIFICATE", [certificate.derEncoded, description.certificate])
            try write("leaf.pem", "CERTIFICATE", [certificate.derEncoded])
            try write("issuing.pem", "CERTIFICATE", [description.certificate])
            try write("trust.pem", "CERTIFICATE", [try #require(description.chain.last)])
            try write("chain.pem", "CERTIFICATE", [description.certificate] + description.chain)
        }

        func revoke(_ reason: CRLReason) async throws {
            let test = running.fixture.authority
            _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: reason)
        }
    }

    // MARK: Java

    /// Validates a path with OCSP alone, for the leaf and the CA, and prints what Java says.
    private static let program = """
        import java.io.*; import java.net.URI; import java.security.cert.*; import java.util.*;
        public class PathCheck {
            static List<X509Certificate> read(CertificateFactory f, String name) throws Exception {
                List<X509Certificate> found = new ArrayList<>();
                try (InputStream in = new BufferedInputStream(new FileInputStream(name))) {
                    for (Certificate c : f.generateCertificates(in)) found.add((X509Certificate) c);
                }
                return found;
            }
            public static void main(String[] a) throws Exception {
                CertificateFactory f = CertificateFactory.getInstance("X.509");
                CertPath path = f.generateCertPath(read(f, a[1]));
                PKIXParameters p = new PKIXParameters(Set.of(new TrustAnchor(read(f, a[0]).get(0), null)));
                CertPathValidator v = CertPathValidator.getInstance("PKIX");
                PKIXRevocationChecker c = (PKIXRevocationChecker) v.getRevocationChecker();
                c.setOptions(EnumSet.of(PKIXRevocationChecker.Option.NO_FALLBACK));
                c.setOcspResponder(new URI(a[2]));
                p.addCertPathChecker(c);
                try {
                    v.validate(path, p);
                    System.out.println("valid");
                } catch (CertPathValidatorException e) {
                    Throwable cause = e.getCause();
                    String why = cause instanceof CertificateRevokedException r ? r.getRevocationReason().toString() : "" + cause;
                    System.out.println(e.getReason() + " " + why);
                }
            }
        }
        """

    @Test(
        "Java's PKIX accepts a good certificate and its CA by OCSP alone, and refuses held and revoked",
        .enabled(if: hasTool("java"))
    )
    func java() async throws {
        try await RunningFrontEnds.with { running in
            let site = try await Site(running)
            try Data(Self.program.utf8).write(to: URL(fileURLWithPath: site.path("PathCheck.java")))
            func verdict() async throws -> String {
                let result = try await tool([
                    "java", "-Xmx128m", "-Dcom.sun.security.ocsp.timeout=120", site.path("PathCheck.java"), site.path("trust.pem"),
                    site.path("site.pem"), site.url,
                ])
                return result.text.trimmingCharacters(in: .whitespacesAndNewlines) + result.errorText
            }
            let good = try await verdict()
            #expect(good == "valid")
            try await site.revoke(.certificateHold)
            let held = try await verdict()
            #expect(held == "REVOKED CERTIFICATE_HOLD")
            try await site.revoke(.removeFromCRL)
            let released = try await verdict()
            #expect(released == "valid")
            try await site.revoke(.keyCompromise)
            let revoked = try await verdict()
            #expect(revoked == "REVOKED KEY_COMPROMISE")
        }
    }

    // MARK: nginx

    private static let nginx = "/usr/sbin/nginx"

    /// One process in the foreground with a socket in the directory, and everything it writes there.
    private static func configuration(_ site: Site) -> String {
        let directory = site.running.directory
        return """
            daemon off; master_process off; pid \(directory)/nginx.pid; error_log \(directory)/nginx.log info;
            events {}
            http {
                access_log off;
                client_body_temp_path \(directory)/t1; proxy_temp_path \(directory)/t2; fastcgi_temp_path \(directory)/t3;
                uwsgi_temp_path \(directory)/t4; scgi_temp_path \(directory)/t5;
                server {
                    listen unix:\(directory)/nginx.sock ssl;
                    ssl_certificate \(directory)/site.pem; ssl_certificate_key \(directory)/site.key;
                    ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate \(directory)/chain.pem;
                    ssl_stapling_responder \(site.url);
                }
            }
            """
    }

    /// Runs nginx and asks for its staple until `isEnough` says so of what came, or of nginx's log.
    private static func staple(_ site: Site, isEnough: (_ shown: String, _ log: String) -> Bool) async throws
        -> (shown: String, log: String)
    {
        let directory = site.running.directory
        try Data(configuration(site).utf8).write(to: URL(fileURLWithPath: directory + "/nginx.conf"))
        try? FileManager.default.removeItem(atPath: directory + "/nginx.log")
        try? FileManager.default.removeItem(atPath: directory + "/nginx.sock")
        let program = try RunningProgram([nginx, "-p", directory, "-e", directory + "/nginx.log", "-c", directory + "/nginx.conf"])
        defer { program.terminate() }
        var last = (shown: "", log: "")
        // nginx asks the responder at the first handshake, and staples from a later one on.
        for _ in 0..<200 {
            let result = try await tool(
                ["openssl", "s_client", "-unix", directory + "/nginx.sock", "-status", "-CAfile", directory + "/trust.pem"],
                input: []
            )
            let log = (try? String(contentsOfFile: directory + "/nginx.log", encoding: .utf8)) ?? ""
            last = (result.text, log)
            if isEnough(last.shown, last.log) { break }
        }
        return last
    }

    @Test(
        "nginx staples the answer about a good certificate",
        .enabled(if: FileManager.default.isExecutableFile(atPath: nginx))
    )
    func stapling() async throws {
        try await RunningFrontEnds.with { running in
            let site = try await Site(running)
            let result = try await Self.staple(site) { shown, _ in shown.contains("OCSP Response Status") }
            #expect(result.shown.contains("OCSP Response Status: successful (0x0)"), "\(result.log)")
            #expect(result.shown.contains("Cert Status: good"), "\(result.log)")
        }
    }

    @Test(
        "nginx staples nothing for a held and for a revoked certificate, and its log says why",
        .enabled(if: FileManager.default.isExecutableFile(atPath: nginx)),
        arguments: [CRLReason.certificateHold, .keyCompromise]
    )
    func refused(_ reason: CRLReason) async throws {
        try await RunningFrontEnds.with { running in
            let site = try await Site(running)
            try await site.revoke(reason)
            let result = try await Self.staple(site) { _, log in log.contains("certificate status") }
            #expect(result.log.contains("certificate status \"revoked\""), "\(result.log)")
            #expect(result.shown.contains("OCSP response: no response sent"), "\(result.shown)")
        }
    }
}
