import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Backups and restored directories", .timeLimit(.minutes(10)))
struct BackupTests {
    private func list(_ server: RunningServer, _ name: String, to file: String) async throws -> (number: Int, text: String) {
        let url = server.endpoints.http + "/crl/" + name.replacing(" ", with: "%20") + ".crl"
        try await succeed(["curl", "--silent", "--fail", "--output", file, url])
        let text = try await succeed(["openssl", "crl", "-inform", "DER", "-in", file, "-noout", "-text", "-crlnumber"])
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("crlNumber=") })
        return (try #require(Int(line.dropFirst("crlNumber=0x".count), radix: 16)), text.lowercased().replacing(":", with: ""))
    }

    @Test("a backup made while serving is restored above later lists: numbers, ids and revocations")
    func restored() async throws {
        let issuing = "Chancery Issuing CA"
        let server = try await RunningServer.start()
        let alice = try await server.addAccount("alice")
        func issue() async throws -> (id: Int, serial: String) {
            let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: alice)
            return (reply.requestId, try RunningServer.certificate(try #require(reply.certificate)).serialHex)
        }
        func revoke(_ serial: String) async throws {
            #expect(try await server.administer(["certificate", "revoke", serial, "--reason", "keyCompromise"]).status == 0)
        }
        let known = try await issue()

        let archive = server.folder + "/backup.tar"
        let made = try await server.administer(["backup", archive, "--with-secrets"])
        #expect(made.status == 0, "\(made.errorText)")
        #expect(try FileManager.default.attributesOfItem(atPath: archive)[.posixPermissions] as? Int == 0o600)
        #expect(try await server.administer(["backup", archive]).errorText.contains("never replaces a file"))
        let names = try await succeed(["tar", "--list", "--file", archive]).split(separator: "\n")
        #expect(names.first == "chancery.sqlite" && names.last == "manifest.json")
        #expect(names.contains("keys/issuing-0.p8") && names.contains("keys/secrets-1.p8"))
        let plain = server.folder + "/plain.tar"
        #expect(try await server.administer(["backup", plain]).status == 0)
        #expect(try await !succeed(["tar", "--list", "--file", plain]).contains("passphrase"))

        // Events after the backup.
        try await revoke(known.serial)
        let later = try await issue()
        try await revoke(later.serial)
        let lists = server.folder + "/published"
        try FileManager.default.createDirectory(atPath: lists, withIntermediateDirectories: true)
        let before = try await list(server, issuing, to: lists + "/issuing.crl")
        _ = try await list(server, "Chancery Root CA", to: lists + "/root.crl")
        #expect(await server.stop() == 0)

        let folder = try RunningServer.newFolder()
        func restore(_ more: [String]) async throws -> ToolResult {
            try await run([Programs.chancery, "restore", archive, "--data", folder + "/data"] + more)
        }
        #expect(try await restore([]).status == 2)
        let partial = try await restore(["--published", lists + "/root.crl"])
        #expect(partial.status == 1 && partial.errorText.contains(issuing) && partial.errorText.contains(".crl"))
        let foreign = try await restore(["--published", lists, "--published", server.root])
        #expect(foreign.status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty, "a refused restoration leaves nothing")
        let done = try await restore(["--published", lists])
        #expect(done.status == 0 && done.text.contains("1 certificates revoked again, 1 revocations"), "\(done.text)\(done.errorText)")
        #expect(try await restore(["--published", lists]).errorText.contains("not empty"))

        let again = try await RunningServer.start(folder: folder)
        let after = try await list(again, issuing, to: lists + "/after.crl")
        #expect(after.number > before.number)
        for serial in [known.serial, later.serial] { #expect(after.text.contains(serial), "\(serial) is on the list again") }
        try await succeed(["openssl", "crl", "-inform", "DER", "-in", lists + "/after.crl", "-noout", "-CAfile", try issuingFile(again)])
        let next = try await again.submit(try await again.newRequest(), template: "ClientAuth", as: alice)
        #expect(next.disposition == "issued" && next.requestId > later.id + 999_999)
        #expect(await again.stop() == 0)
        let events = try await succeed([
            "sqlite3", folder + "/data/chancery.sqlite", "SELECT event FROM audit WHERE event LIKE 'backup%' ORDER BY position",
        ])
        #expect(events.contains("backupRestored"))
    }

    @Test("a hold that became final since the backup stays final, and a list older than the backup adds nothing")
    func holds() async throws {
        let issuing = "Chancery Issuing CA"
        let server = try await RunningServer.start()
        let alice = try await server.addAccount("alice")
        func held() async throws -> String {
            let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: alice)
            let serial = try RunningServer.certificate(try #require(reply.certificate)).serialHex
            try await revoke(serial, "certificateHold")
            return serial
        }
        func revoke(_ serial: String, _ reason: String) async throws {
            #expect(try await server.administer(["certificate", "revoke", serial, "--reason", reason]).status == 0)
        }
        let (final, released) = (try await held(), try await held())
        let lists = server.folder + "/published"
        for name in ["older", "newer"] {
            try FileManager.default.createDirectory(atPath: lists + "/" + name, withIntermediateDirectories: true)
            _ = try await list(server, "Chancery Root CA", to: lists + "/\(name)/root.crl")
        }
        _ = try await list(server, issuing, to: lists + "/older/issuing.crl")
        try await revoke(released, "removeFromCRL")
        let archive = server.folder + "/backup.tar"
        #expect(try await server.administer(["backup", archive, "--with-secrets"]).status == 0)
        try await revoke(final, "keyCompromise")
        _ = try await list(server, issuing, to: lists + "/newer/issuing.crl")
        #expect(await server.stop() == 0)

        for (name, count, reason) in [("older", 0, "certificate hold"), ("newer", 1, "key compromise")] {
            let folder = try RunningServer.newFolder()
            let done = try await run([
                Programs.chancery, "restore", archive, "--data", folder + "/data", "--published", lists + "/" + name,
            ])
            #expect(done.status == 0 && done.text.contains("; \(count) certificates revoked again"), "\(done.text)\(done.errorText)")
            let again = try await RunningServer.start(folder: folder)
            #expect(try await again.administer(["revocation-list", "publish"]).status == 0)
            let after = try await list(again, issuing, to: folder + "/after.crl").text
            #expect(after.contains(final) && after.contains(reason), "\(after)")
            #expect(!after.contains(released), "released before the backup was made")
            #expect(await again.stop() == 0)
        }
    }

    private func issuingFile(_ server: RunningServer) throws -> String {
        let path = server.folder + "/issuing.pem"
        let bytes = try #require(FileManager.default.contents(atPath: server.data + "/tls.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let chain = try #require(object["chain"] as? [String])
        let text = try chain.dropFirst().map { PEMDocument(label: "CERTIFICATE", bytes: try Base64.decode($0)).text }.joined()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test("a backup after which nothing was published is restored unchanged with --nothing-published")
    func nothingPublished() async throws {
        let server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        let archive = server.folder + "/backup.tar"
        #expect(try await server.administer(["backup", archive, "--with-secrets"]).status == 0)
        let folder = try RunningServer.newFolder()
        let done = try await run([Programs.chancery, "restore", archive, "--data", folder + "/data", "--nothing-published", "--json"])
        #expect(done.status == 0, "\(done.errorText)")
        let again = try await RunningServer.start(folder: folder)
        #expect(again.admin.password == server.admin.password)
        #expect(try await again.call("GET", "/api/v1/authorities", as: again.admin).status == 200)
        #expect(await again.stop() == 0)
    }
}
