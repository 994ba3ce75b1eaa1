import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("The three documented enrollments, each step a process of its own", .timeLimit(.minutes(10)))
struct ScenarioTests {
    @Test("automatic: enroll makes a key, requests and installs a certificate, and ends with exit code 0")
    func automatic() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let done = try await certreq.run(["enroll", "ClientAuth", "--store", certreq.store])
        #expect(done.status == 0, "\(done.text)\(done.errorText)")
        #expect(try FileManager.default.attributesOfItem(atPath: certreq.store)[.posixPermissions] as? Int == 0o700)
    }

    @Test("out of band: new writes the request, another program submits it, and accept installs the answer")
    func outOfBand() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let certreq = try Certreq(server, as: account)
        let request = server.folder + "/band.req"
        let made = try await certreq.local(["new", try policy(server, template: "ClientAuth"), request])
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        // Another program carries it.
        let reply = try await server.submit(String(contentsOfFile: request, encoding: .utf8), template: "ClientAuth", as: account)
        let certificates = try server.write(try #require(reply.certificate) + (reply.chain ?? []).joined(), to: "band.pem")
        let answer = server.folder + "/band.p7b"
        try await succeed(["openssl", "crl2pkcs7", "-nocrl", "-certfile", certificates, "-out", answer])
        let accepted = try await certreq.accept(answer)
        #expect(accepted.status == 0, "\(accepted.text)\(accepted.errorText)")
        // The request has been answered, so nothing in the store waits for it any more.
        #expect(try await certreq.accept(answer).status != 0)
    }

    @Test("delayed: submit, a restart of the server, an officer's approval, retrieve and accept")
    func delayed() async throws {
        var server = try await RunningServer.start()
        let account = try await server.addAccount(.clerk)
        let other = try await server.addAccount(.bob)
        let officer = try await server.addAccount(.officer)
        var certreq = try Certreq(server, as: account)
        let request = server.folder + "/delayed.req"
        #expect(try await certreq.local(["new", try policy(server, template: "EnrollmentAgent"), request]).status == 0)
        let submitted = try await certreq.run(["submit", request, server.folder + "/early.cer", "--json"])
        #expect(submitted.status == 3, "\(submitted.text)\(submitted.errorText)")
        let pending = try JSONDecoder().decode(SubmitReply.self, from: Data(submitted.text.utf8))
        #expect(pending.disposition == "pending" && pending.message == "Taken Under Submission")
        let id = String(pending.requestId)

        server = try await server.restarted()
        certreq = try certreq.against(server)
        #expect(try await certreq.run(["retrieve", id, server.folder + "/still.cer"]).status == 3)
        // The requester may not approve, another user does not see the request, and an officer decides.
        let path = try await server.authorityPath() + "/requests"
        #expect(try await server.call("POST", path + "/\(id)/approve", as: account).status == 403)
        #expect(try await server.call("GET", path + "/\(id)", as: other).status == 404)
        #expect(try await Certreq(server, as: other).run(["retrieve", id, server.folder + "/theirs.cer"]).status == 1)
        let approved: SubmitReply = try await server.call("POST", path + "/\(id)/approve", as: officer).json()
        #expect(approved.disposition == "issued")

        let certificate = server.folder + "/late.cer"
        let retrieved = try await certreq.run(["retrieve", id, certificate, certificate + ".p7b"])
        #expect(retrieved.status == 0, "\(retrieved.text)\(retrieved.errorText)")
        let accepted = try await certreq.accept(certificate + ".p7b")
        #expect(accepted.status == 0, "\(accepted.text)\(accepted.errorText)")
        try await Judges(server).judge(certificate: String(contentsOfFile: certificate, encoding: .utf8), "the retrieved certificate")
        await server.stop()
    }

    @Test("a second user sees nothing of the first one's requests")
    func isolation() async throws {
        let server = try await SharedServer.get()
        let (first, second) = (try await SharedServer.account(.alice), try await SharedServer.account(.bob))
        let reply = try await server.submit(try await server.newRequest("/CN=very private name"), template: "ClientAuth", as: first)
        let serial = try RunningServer.certificate(try #require(reply.certificate)).serialHex
        let path = try await server.authorityPath()
        #expect(try await server.call("GET", path + "/requests/\(reply.requestId)", as: second).status == 404)
        for list in ["/requests?limit=500", "/certificates?limit=500"] {
            let listed = try await server.call("GET", path + list, as: second)
            #expect(!listed.body.contains("\\alice") && !listed.body.lowercased().contains(serial), "\(list)")
        }
        #expect(try await server.call("GET", path + "/certificates/\(serial)", as: second).status == 404)
        for act in ["approve", "deny", "resubmit"] {
            #expect(try await server.call("POST", path + "/requests/\(reply.requestId)/\(act)", as: second).status == 403, "\(act)")
        }
    }

    @Test("a denied request ends with exit code 4 and names rule, field, value and remedy")
    func denied() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let request = server.folder + "/denied.req"
        #expect(try await certreq.local(["new", try policy(server, template: "WebServer"), request]).status == 0)
        let submitted = try await certreq.run(["submit", request, server.folder + "/denied.cer"])
        #expect(submitted.status == 4)
        #expect((submitted.text + submitted.errorText).contains("0x80094012"))
        let remedy = "Choose a template you may enroll for"
        #expect(submitted.errorText.components(separatedBy: remedy).count == 2, "the remedy is said once: \(submitted.errorText)")
    }

    @Test("the command pasted from the server's greeting gives a first certificate")
    func pasted() async throws {
        let server = try await RunningServer.start()
        let start = try #require(server.greeting.firstIndex { $0.contains("certreq enroll") }, "\(server.greeting)")
        // A line that ends with a backslash continues on the next.
        let end = server.greeting[start...].firstIndex { !$0.hasSuffix("\\") } ?? start
        let command = server.greeting[start...end].map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
        let programs = URL(filePath: Programs.certreq).deletingLastPathComponent().path
        let done = try await run(
            ["sh", "-c", "HOME='\(server.folder)' PATH='\(programs)':\"$PATH\" exec \(command)"],
            directory: server.folder
        )
        #expect(done.status == 0, "\(command): \(done.text)\(done.errorText)")
        await server.stop()
    }

    private func policy(_ server: RunningServer, template: String) throws -> String {
        try server.write(
            """
            [Version]
            Signature="$Windows NT$"
            [NewRequest]
            Subject="CN=scenario"
            KeyAlgorithm=RSA
            KeyLength=2048
            HashAlgorithm=SHA256
            Exportable=TRUE
            [RequestAttributes]
            CertificateTemplate=\(template)
            """,
            to: "policy-\(UUID().uuidString).inf"
        )
    }
}
