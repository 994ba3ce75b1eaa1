import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("The verbs of certreq for the store and for a CA", .timeLimit(.minutes(10)))
struct StoreVerbTests {
    private struct Listed: Decodable {
        struct Item: Decodable {
            let thumbprint: String
            let subject: String
            let hasKey: Bool
        }
        let certificates: [Item]
    }

    private func enrolled(_ server: RunningServer, _ person: SharedServer.Person = .alice) async throws -> Certreq {
        let certreq = try Certreq(server, as: try await SharedServer.account(person))
        let folder = certreq.store + "-files"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let done = try await certreq.run(
            [
                "enroll", person == .machine ? "Machine" : "ClientAuth", "--key", folder + "/key.pem", "--out", folder + "/cert.pem",
                "--store", certreq.store,
            ]
        )
        try #require(done.status == 0, "\(done.text)\(done.errorText)")
        return certreq
    }

    private func listed(_ certreq: Certreq) async throws -> [Listed.Item] {
        let done = try await certreq.local(["list", "--json"])
        try #require(done.status == 0, "\(done.errorText)")
        return try JSONDecoder().decode(Listed.self, from: Data(done.text.utf8)).certificates
    }

    @Test("list and show name the certificate, and delete removes it with its key only when told so")
    func listing() async throws {
        let certreq = try await enrolled(try await SharedServer.get())
        let item = try #require(try await listed(certreq).first)
        #expect(item.hasKey)
        let shown = try await certreq.local(["show", item.thumbprint])
        #expect(shown.status == 0 && shown.text.contains("BEGIN CERTIFICATE") && shown.text.contains(item.subject), "\(shown.errorText)")
        #expect(try await certreq.local(["delete", item.thumbprint]).status == 2)
        #expect(try await certreq.local(["delete", "ClientAuth", "--force"]).status == 2)
        let removed = try await certreq.local(["delete", item.thumbprint, "--force"])
        #expect(removed.status == 0, "\(removed.errorText)")
        #expect(try await listed(certreq).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: certreq.store + "/keys").isEmpty)
    }

    @Test("JSON gives dates as ISO 8601, and a request of the store is shown and deleted by its number")
    func requests() async throws {
        let server = try await SharedServer.get()
        let certreq = try await enrolled(server)
        let policy = try server.write("[NewRequest]\nSubject = \"CN=waiting\"\nKeyLength = 2048\n", to: "waiting-\(UUID().uuidString).inf")
        let made = try await certreq.local(["new", policy, certreq.store + "-files/waiting.req"])
        try #require(made.status == 0, "\(made.errorText)")
        let list = try await certreq.local(["list", "--json"])
        #expect(list.text.contains(/"notAfter" : "20[0-9-]+T[0-9:]+Z"/), "\(list.text)")
        #expect(list.text.contains(/"created" : "20[0-9-]+T[0-9:]+Z"/), "\(list.text)")
        let number = try #require(list.text.firstMatch(of: /"publicKey" : "([0-9a-f]{64})"/)?.output.1)
        let shown = try await certreq.local(["show", String(number)])
        #expect(shown.text.contains("CN=waiting") && shown.text.contains("BEGIN CERTIFICATE REQUEST"), "\(shown.errorText)")
        #expect(try await certreq.local(["delete", String(number)]).status == 2)
        #expect(try await certreq.local(["delete", String(number), "--force"]).status == 0)
        #expect(try await certreq.local(["show", String(number)]).status == 1)
    }

    @Test("pfx export writes a file that OpenSSL opens, and pfx import installs it in another store")
    func pfx() async throws {
        let server = try await SharedServer.get()
        let certreq = try await enrolled(server)
        let item = try #require(try await listed(certreq).first)
        let password = try server.write("correct horse\n", to: "pfx-password-\(UUID().uuidString)")
        let file = certreq.store + "-files/made.pfx"
        let made = try await certreq.local(["pfx", "export", item.thumbprint, file, "--password-file", password])
        #expect(made.status == 0, "\(made.errorText)")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let again = try await certreq.local(["pfx", "export", item.thumbprint, file, "--password-file", password])
        #expect(again.status == 1 && again.errorText.contains("0x80070050"), "\(again.errorText)")
        let opened = try await succeed(["openssl", "pkcs12", "-in", file, "-passin", "pass:correct horse", "-nodes"])
        #expect(opened.contains("BEGIN PRIVATE KEY") && opened.contains("BEGIN CERTIFICATE"))
        let second = try Certreq(server, as: certreq.account)
        let wrong = try await second.local(["pfx", "import", file, "--password-file", server.root, "--trust", server.root])
        #expect(wrong.status == 1 && wrong.errorText.contains("0x80070056"), "\(wrong.errorText)")
        let bare = try await second.local(["pfx", "import", file])
        #expect(bare.errorText.contains("--password-file"), "\(bare.errorText)")
        let installed = try await second.local(["pfx", "import", file, "--password-file", password, "--trust", server.root])
        #expect(installed.status == 0, "\(installed.errorText)")
        #expect(try await listed(second).map(\.thumbprint) == [item.thumbprint])
    }

    @Test("renew gets a successor with the certificate itself as the account, and with its key when asked", arguments: [false, true])
    func renewal(reusesKey: Bool) async throws {
        let server = try await SharedServer.get()
        let certreq = try await enrolled(server, .machine)
        let item = try #require(try await listed(certreq).first)
        let host = server.endpoints.https.replacing("https://", with: "")
        let done = try await certreq.local(
            ["renew", item.thumbprint, "--config", host, "--trust", server.root] + (reusesKey ? ["--reuse-key"] : [])
        )
        #expect(done.status == 0, "\(done.text)\(done.errorText)")
        #expect(try await listed(certreq).count == 2)
        let keys = try FileManager.default.contentsOfDirectory(atPath: certreq.store + "/keys").filter { $0.hasSuffix(".key") }
        #expect(keys.count == (reusesKey ? 1 : 2))
    }

    @Test(
        "ca ping, certificate, chain, properties and templates answer in words and as JSON",
        arguments: [
            (["ping"], "answers in"), (["certificate"], "BEGIN CERTIFICATE"), (["chain"], "BEGIN CERTIFICATE"),
            (["certificate", "--exchange"], "BEGIN CERTIFICATE"),
            (["properties"], "FILEVERSION: "),
            (["templates"], "ClientAuth"), (["ping", "--json"], "milliseconds"), (["properties", "--json"], "\"value\""),
            (["templates", "--json"], "\"oid\""),
        ]
    )
    func authority(_ words: [String], said: String) async throws {
        let certreq = try Certreq(try await SharedServer.get(), as: try await SharedServer.account(.alice))
        let done = try await certreq.run(["ca"] + words)
        #expect(done.status == 0 && done.text.contains(said), "\(done.text)\(done.errorText)")
    }

    @Test("-new with PrivateKeyArchive and -config encrypts the key to the CA's exchange certificate")
    func archival() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let text = "[NewRequest]\nSubject = \"CN=archived\"\nRequestType = CMC\nPrivateKeyArchive = TRUE\n"
        let policy = try server.write(text, to: "archive-\(UUID().uuidString).inf")
        let (request, exchange) = (policy + ".req", policy + ".cer")
        let made = try await certreq.dashed(["-new", "-binary", policy, request])
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        let got = try await certreq.run(["ca", "certificate", "--exchange", "--binary", exchange])
        #expect(got.status == 0, "\(got.errorText)")
        let certificate = try Certificate(derEncoded: Array(try Data(contentsOf: URL(filePath: exchange))))
        let message = try EnrollmentMessage(derEncoded: Array(try Data(contentsOf: URL(filePath: request))))
        let keys = try message.layers[0].signedData.signers.flatMap { try ArchivedKey.find(in: $0.unsignedAttributes) }
        let recipients = try EnvelopedData(derEncoded: try #require(keys.first).envelopedData).recipients
        let named = recipients.map { recipient in
            if case .keyTransport(let recipient) = recipient { recipient.identifier.names(certificate) } else { false }
        }
        #expect(named == [true])
    }

    @Test("the plain verbs keep a file that exists, and say so before anything is sent")
    func kept() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let request = try server.write(try await server.newRequest(), to: "kept-\(UUID().uuidString).req")
        let file = try server.write("precious", to: "kept-\(UUID().uuidString).cer")
        for line in [["submit", request, file, "--template", "ClientAuth"], ["retrieve", "1", file]] {
            let refused = try await certreq.run(line)
            #expect(
                refused.status == 1 && refused.errorText.contains("0x80070050") && refused.text.isEmpty,
                "\(refused.text)\(refused.errorText)"
            )
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
        let forced = try await certreq.run(["submit", request, file, "--template", "ClientAuth", "--force"])
        #expect(forced.status == 0, "\(forced.errorText)")
    }
}
