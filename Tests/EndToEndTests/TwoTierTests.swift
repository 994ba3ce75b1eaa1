import Foundation
import PKIFormats
import PKITesting
import Synchronization
import Testing

/// What `scripts/two-tier` does at length.
@Suite("A root without a network and a CA on SoftHSM", .enabled(if: SoftHSM.isHere, "SoftHSM is not installed"), .timeLimit(.minutes(10)))
struct TwoTierTests {
    private static let name = "Two Tier Issuing CA"

    /// Both tiers, and the server of the lower one.
    private struct Tiers {
        let folder: String
        let softHSM: SoftHSM
        var server: RunningServer
        var data: String { folder + "/data" }
        var root: String { folder + "/root" }
        var rootCertificate: String { folder + "/root.pem" }

        init() async throws {
            folder = try RunningServer.newFolder()
            softHSM = try SoftHSM(in: folder + "/softhsm", labels: ["ca"])
            let token = ["--pkcs11-module", SoftHSM.library ?? "", "--token-pin-file", softHSM.pinFile]
            try await succeed([
                Programs.chancery, "init", "--name", "Two Tier Root CA", "--data", folder + "/root", "--host", "pki.example.test",
            ])
            try softHSM.tool(
                [Programs.chancery, "init", "--name", TwoTierTests.name, "--subordinate", "--path-length", "0", "--key", "p256"]
                    + ["--key-token", "pkcs11:token=ca", "--public-address", "http://pki.example.test", "--single-operator"]
                    + ["--data", folder + "/data"] + token
            )
            let options = ["--single-operator", "--pkcs11-token", "pkcs11:token=ca"] + token
            let environment = ["env", "SOFTHSM2_CONF=" + softHSM.configuration]
            server = try await RunningServer.start(folder: folder, options: options, wrapper: environment)
            let signed = try await sign(folder + "/data/requests/\(TwoTierTests.name).req")
            let root = try #require(try PEMDocument.parse(try String(contentsOfFile: signed, encoding: .utf8)).last)
            try root.text.write(toFile: rootCertificate, atomically: true, encoding: .utf8)
            try await command("authority", "install-certificate", signed, "--root", rootCertificate, "--ca", TwoTierTests.name)
            try await command("authority", "config", "set", "CA\\CRLDeltaPeriod", "Hours")
            try await command("authority", "config", "set", "CA\\CRLDeltaPeriodUnits", "4")
            // At the start the server has its TLS certificate from the CA at once, and otherwise within a minute.
            #expect(await server.stop() == 0)
            server = try await RunningServer.start(folder: folder, options: options, wrapper: environment)
        }

        func command(_ arguments: String...) async throws { try await succeed([Programs.chancery] + arguments + ["--data", data]) }

        /// The root's answer to a request, as a file.
        func sign(_ request: String) async throws -> String {
            let answer = folder + "/signed-\(UUID().uuidString).pem"
            try await succeed([
                Programs.chancery, "authority", "sign-request", "--data", root, "--in", request, "--out", answer, "--by", "A. Example",
            ])
            return answer
        }

        func renew(_ options: String...) async throws {
            let request = folder + "/renewal-\(UUID().uuidString).req"
            try await succeed([Programs.chancery, "authority", "renew", "--out", request, "--data", data] + options)
            try await command("authority", "install-certificate", try await sign(request), "--root", rootCertificate)
        }
    }

    /// Clients that go on until they are told to stop, and take no failure for an answer.
    private final class Load: Sendable {
        struct Row: Sendable {
            let certificate: String
            let issuer: String
            var isRevoked = false
        }

        let server: RunningServer
        let path: String
        private let rows = Mutex<[Row]>([])
        private let isOver = Mutex(false)

        init(_ server: RunningServer) async throws {
            self.server = server
            path = try await server.authorityPath()
        }

        var all: [Row] { rows.withLock { $0 } }
        func end() { isOver.withLock { $0 = true } }

        func submit(_ request: String) async throws {
            while !isOver.withLock({ $0 }) {
                let reply = try await server.submit(request, template: "ClientAuth", as: server.admin)
                let row = Row(certificate: try #require(reply.certificate), issuer: try #require(reply.chain?.first))
                rows.withLock { $0.append(row) }
            }
        }

        /// Every third certificate is revoked, and lists are published in between.
        func revoke() async throws {
            var next = 0
            while !isOver.withLock({ $0 }) {
                let count = rows.withLock { $0.count }
                guard next < count else {
                    try await call("POST", "/revocation-lists", expecting: 204)
                    continue
                }
                let serial = try RunningServer.certificate(all[next].certificate).serialHex
                try await call("POST", "/certificates/\(serial)/revoke", body: #"{"reason": "superseded"}"#, expecting: 200)
                rows.withLock { [next] in $0[next].isRevoked = true }
                next += 3
            }
        }

        private func call(_ method: String, _ route: String, body: String? = nil, expecting status: Int) async throws {
            let reply = try await server.call(method, path + route, as: server.admin, body: body)
            #expect(reply.status == status, "\(route): \(reply.body)")
        }

        private func isEnough(_ count: Int, after issuers: Int) -> Bool {
            let rows = all
            guard let newest = rows.last?.issuer, Set(rows.map(\.issuer)).count > issuers else { return false }
            let own = rows.filter { $0.issuer == newest }
            return own.count >= count && own.contains(where: \.isRevoked) && own.contains { !$0.isRevoked }
        }

        /// Waits until the newest issuer has issued so many, and one of them is revoked.
        func goOn(_ count: Int, after issuers: Int) async throws {
            while !isEnough(count, after: issuers) {
                _ = try await server.call("GET", "/healthz", plain: true)
            }
        }
    }

    /// The numbers of the complete list and the delta of each key.
    private func numbers(_ server: RunningServer) async throws -> [[Int]] {
        struct List: Decodable {
            struct Delta: Decodable { let number: Int }
            let number: Int
            let delta: Delta
        }
        let lists: [List] = try await server.call("GET", server.authorityPath() + "/revocation-lists", as: server.admin).json()
        return lists.map { [$0.number, $0.delta.number] }
    }

    @Test("a CA on a token is renewed with a new and the same key below an offline root, and no call fails")
    func rollover() async throws {
        let tiers = try await Tiers()
        let server = tiers.server
        let load = try await Load(server)
        let requests = [try await server.newRequest("/CN=one"), try await server.newRequest("/CN=two")]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for request in requests { group.addTask { try await load.submit(request) } }
            group.addTask { try await load.revoke() }
            group.addTask {
                defer { load.end() }
                try await load.goOn(4, after: 0)
                var before = try await numbers(server)
                for (count, options) in [["--new-key"], []].enumerated() {
                    if options.isEmpty { try await tiers.renew() } else { try await tiers.renew("--new-key") }
                    try await load.goOn(4, after: count + 1)
                    let now = try await numbers(server)
                    for (old, new) in zip(before, now) { #expect(new[0] >= old[0] && new[1] >= old[1], "\(old) \(new)") }
                    before = now
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(load.all.map(\.issuer)).count == 3)
        try await judge(tiers, load)
        let verified = try await server.administer(["audit", "verify"])
        #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
        #expect(await server.stop() == 0)
    }

    /// OpenSSL, GnuTLS and pkilint on each generation's certificate, lists and OCSP answers.
    private func judge(_ tiers: Tiers, _ load: Load) async throws {
        let server = tiers.server
        let judges = try await Judges(server)
        var judged: Set<String> = []
        for issuer in Set(load.all.map(\.issuer)) {
            let own = load.all.filter { $0.issuer == issuer }
            let above = try server.write(issuer, to: "above.pem")
            try await judges.accept(
                ["openssl", "verify", "-x509_strict", "-CAfile", tiers.rootCertificate, above],
                saying: "OK",
                "a generation"
            )
            try await judges.lint("lint_pkix_cert", above, "a generation")
            let address = try server.revocationListURL(in: own[0].certificate)
            let place = try #require(address.range(of: "/crl/")).lowerBound
            for path in [String(address[place...]), String(address[place...]).replacingOccurrences(of: ".crl", with: "%2B.crl")]
            where judged.insert(path).inserted {
                let list = try await server.fetch(server.endpoints.http + path)
                try await judges.judge(revocationList: list, issuer: issuer, "\(path)")
            }
            let trust = try server.write(issuer + String(contentsOfFile: tiers.rootCertificate, encoding: .utf8), to: "trust.pem")
            for isRevoked in [false, true] {
                let row = try #require(own.first { $0.isRevoked == isRevoked })
                try await judges.judge(status: isRevoked ? "revoked" : "good", of: row.certificate, issuer: above, trust: trust)
            }
        }
        #expect(judged.count == 4)
    }
}

extension Judges {
    /// The verdicts on the responder's answer about a certificate (PEM); `issuer` and `trust` are files.
    func judge(status: String, of certificate: String, issuer: String, trust: String) async throws {
        let leaf = try server.write(certificate, to: "asked-\(UUID().uuidString).pem")
        let (url, answer) = (server.endpoints.http + "/ocsp", leaf + ".ocsp")
        let arguments = ["openssl", "ocsp", "-issuer", issuer, "-cert", leaf, "-url", url, "-CAfile", trust, "-respout", answer]
        try await accept(arguments, saying: "\(leaf): \(status)", "openssl ocsp")
        try await accept(arguments, saying: "Response verify OK", "openssl ocsp")
        try await lint("lint_ocsp_response", answer, "the answer", options: ["--document-format", "DER"])
        try await accept(
            ["ocsptool", "--ask=" + url, "--load-issuer", issuer, "--load-cert", leaf, "--load-trust", trust],
            saying: "Certificate Status: \(status)",
            "ocsptool"
        )
    }
}
