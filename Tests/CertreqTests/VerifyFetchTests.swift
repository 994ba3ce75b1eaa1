import Foundation
import PKITesting
import Testing

@Suite("certreq verify --fetch", .enabled(if: hasTool("python3")), .timeLimit(.minutes(5)))
struct VerifyFetchTests {
    private func sources(_ object: Dumped) -> [String] {
        object.revocation.array.map { "\($0.status.string ?? "") \($0.source.string ?? "")" }
    }

    @Test("issuers, OCSP of OpenSSL and lists are fetched and named, and without --fetch nothing is asked")
    func whole() throws {
        let ca = try FetchedHierarchy()
        try ca.leaf(
            access: ["caIssuers;URI:\(ca.url("issuing.der"))", "OCSP;URI:\(ca.url("ocsp"))"],
            points: [ca.url("issuing.crl")]
        )
        let offline = try ca.verify()
        #expect(offline.status == 1)
        #expect(ca.requests.isEmpty)
        let online = try ca.verify("--fetch")
        #expect(online.status == 0)
        #expect(sources(online.object) == ["good ocsp", "good crl"])
        #expect(online.object.fetched.array.compactMap(\.kind.string) == ["issuer", "ocsp", "crl"])
        #expect(ca.requests == ["GET /issuing.der", "POST /ocsp", "GET /root.crl"])
        #expect(online.object.fetched.array.allSatisfy { ($0.octets.integer ?? 0) > 100 && $0.failure.isNull })
        let line = [certreqPath, "verify", "leaf.pem", "--trust", "root.pem", "--fetch"]
        let text = try runTool(line, input: [], directory: ca.files.directory).text
        #expect(text.contains("fetched: ocsp \(ca.url("ocsp")) for CN=leaf, "), "\(text)")
    }

    @Test("a revoked certificate is found by OCSP, and by the list when the responder does not answer", arguments: [true, false])
    func revoked(_ responds: Bool) throws {
        let ca = try FetchedHierarchy()
        try ca.leaf(
            access: ["caIssuers;URI:\(ca.url("issuing.der"))", "OCSP;URI:\(ca.url(responds ? "ocsp" : "gone"))"],
            points: [ca.url("issuing.crl")]
        )
        #expect(try ca.verify("--fetch").status == 0)
        try ca.publish(revoking: true)
        let found = try ca.verify("--fetch")
        #expect(found.status == 1)
        #expect(sources(found.object) == [responds ? "revoked ocsp" : "revoked crl", "good crl"])
    }

    @Test("an issuer may come as a chain of PKCS #7 and through three redirections")
    func redirected() throws {
        let ca = try FetchedHierarchy()
        try ca.files.output("crl2pkcs7", "-nocrl", "-certfile", "issuing.pem", "-outform", "DER", "-out", "issuing.p7c")
        try ca.leaf(access: ["caIssuers;URI:\(ca.url("redirect/3/issuing.p7c"))"], points: [ca.url("redirect/1/issuing.crl")])
        let found = try ca.verify("--fetch")
        #expect(found.status == 0)
    }

    @Test(
        "a list that cannot be fetched leaves the certificate undecided, with exit code 5 and the reason",
        arguments: [
            ("redirect/4/issuing.crl", "redirects more than 3 times"), ("elsewhere/file", "only http is fetched"),
            ("elsewhere/tls", "only http is fetched"), ("elsewhere/local", "link-local"), ("elsewhere/number", "numeric address"),
            ("elsewhere/hex", "numeric address"), ("elsewhere/short", "numeric address"), ("elsewhere/octal", "numeric address"),
            ("elsewhere/name", "this machine"), ("elsewhere/decimal", "link-local"), ("elsewhere/hexlocal", "link-local"),
            ("elsewhere/mapped", "link-local"), ("elsewhere/link", "link-local"), ("elsewhere/any6", "link-local"),
            ("elsewhere/zero", "link-local"),
            ("nothing.crl", "HTTP status 404"), ("leaf.csr", "cannot be used"), ("endless", "more than 67108864 octets"),
            ("slow", "in time"),
        ]
    )
    func refused(_ path: String, reason: String) throws {
        let ca = try FetchedHierarchy()
        try ca.leaf(access: ["caIssuers;URI:\(ca.url("issuing.der"))"], points: [ca.url(path)])
        let found = try ca.verify("--fetch", "--fetch-seconds", path == "slow" ? "3" : "60")
        #expect(found.status == 5)
        let failures = found.object.fetched.array.compactMap(\.failure.string)
        #expect(failures.first?.contains(reason) == true, "\(failures)")
        #expect(sources(found.object).first == "unknown ")
    }

    @Test(
        "addresses of ldap, ftp and https are named and not fetched",
        arguments: ["ldap://dc.example.test/cn=x", "ftp://127.0.0.1/x", "https://127.0.0.1/x"]
    )
    func schemes(_ url: String) throws {
        let ca = try FetchedHierarchy()
        try ca.leaf(access: ["caIssuers;URI:\(url)"], points: [])
        let found = try ca.verify("--fetch")
        #expect(found.status == 5)
        #expect(found.object.fetched[0].failure.string?.contains("only http is fetched") == true)
        #expect(found.object.failed.rule.string?.hasPrefix("issuer:") == true)
    }

    @Test("--revocation off fetches issuers alone, and an untrusted path sends nobody to its addresses")
    func restraint() throws {
        let ca = try FetchedHierarchy()
        try ca.leaf(access: ["caIssuers;URI:\(ca.url("issuing.der"))", "OCSP;URI:\(ca.url("ocsp"))"], points: [ca.url("issuing.crl")])
        #expect(try ca.verify("--fetch", "--revocation", "off").status == 0)
        #expect(ca.requests == ["GET /issuing.der"])
        try ca.files.output("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "o.key", "-out", "root.pem", "-subj", "/CN=Other")
        let stranger = try ca.verify("--fetch")
        #expect(stranger.status == 1)
        #expect(!ca.requests.contains("POST /ocsp"))
    }
}
