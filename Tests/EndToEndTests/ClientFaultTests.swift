import Foundation
import PKITesting
import Testing

/// What `certreq` does with bad answers, a damaged store, a full disk and itself at the same time: nothing is lost, and no key is readable by others.
@Suite("certreq when something goes wrong", .timeLimit(.minutes(10)))
struct ClientFaultTests {
    private struct Listed: Decodable {
        struct Certificate: Decodable { let hasKey: Bool }
        struct Request: Decodable {
            let state: String
            let requestId: String?
        }
        let certificates: [Certificate]
        let requests: [Request]
    }

    private func listed(_ certreq: Certreq) async throws -> Listed {
        let done = try await certreq.local(["list", "--json"])
        try #require(done.status == 0, "\(done.errorText)")
        return try JSONDecoder().decode(Listed.self, from: Data(done.text.utf8))
    }

    /// A request of a new store and the CA's answer to it.
    private func answered(_ server: RunningServer, template: String = "ClientAuth") async throws -> (certreq: Certreq, answer: String) {
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let file = server.folder + "/fault-" + UUID().uuidString
        let policy = try server.write("[NewRequest]\nSubject = \"CN=x\"\nKeyAlgorithm = ECDSA_P256\n", to: "fault-\(UUID().uuidString).inf")
        let made = try await certreq.local(["new", policy, file + ".req"])
        try #require(made.status == 0, "\(made.errorText)")
        // Another store sends it, so that the store of the request knows neither the CA's root nor the answer.
        let sent = try await certreq.run(["submit", file + ".req", file + ".cer", file + ".p7b", "--template", template, "--store", file])
        try #require(sent.status == 0, "\(sent.errorText)")
        return (certreq, file + ".p7b")
    }

    /// The files of a store that others may use.
    private func open(_ store: String) async throws -> String {
        try await run(["find", store, "-perm", "/077"]).text
    }

    @Test("an answer for another key is 0x80092004, an untrusted root 0x800B0109, and the request waits on")
    func foreign() async throws {
        let server = try await SharedServer.get()
        let (mine, answer) = try await answered(server)
        let (_, other) = try await answered(server)
        let wrong = try await mine.accept(other)
        #expect(wrong.status == 1 && wrong.errorText.contains("0x80092004"), "\(wrong.errorText)")
        let untrusted = try await mine.local(["accept", answer])
        #expect(untrusted.status == 1 && untrusted.errorText.contains("0x800b0109"), "\(untrusted.errorText)")
        #expect(try await listed(mine).requests.map(\.state) == ["unsent"])
        #expect(try await mine.accept(answer).status == 0)
        #expect(try await listed(mine).certificates.map(\.hasKey) == [true])
    }

    @Test("an answer that somebody changed is refused, and the true one installs afterwards")
    func tampered() async throws {
        let server = try await SharedServer.get()
        let (mine, answer) = try await answered(server)
        let script = """
            import base64, sys
            text = open(sys.argv[1]).read().splitlines()
            body = bytearray(base64.b64decode("".join(text[1:-1])))
            place = body.find(b"\\x30\\x59\\x30\\x13")
            while place >= 0:
                body[place - 40] ^= 1
                place = body.find(b"\\x30\\x59\\x30\\x13", place + 1)
            sys.stdout.write("\\n".join([text[0], base64.b64encode(bytes(body)).decode(), text[-1]]))
            """
        let changed = try server.write(try await succeed(["python3", "-c", script, answer]), to: "changed-\(UUID().uuidString).p7b")
        let refused = try await mine.accept(changed)
        #expect(refused.status == 1, "\(refused.text)\(refused.errorText)")
        #expect(try await listed(mine).certificates.isEmpty)
        #expect(try await mine.accept(answer).status == 0)
    }

    @Test("two processes that install one answer at once leave one certificate with its key")
    func together() async throws {
        let server = try await SharedServer.get()
        let (mine, answer) = try await answered(server)
        let codes = try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await mine.accept(answer).status } }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(codes.contains(0))
        let left = try await listed(mine)
        #expect(left.certificates.map(\.hasKey) == [true] && left.requests.isEmpty)
        #expect(try await open(mine.store).isEmpty)
    }

    @Test("a damaged file of the store is named with 0x8007000D and what to do, and nothing else is touched")
    func damaged() async throws {
        let server = try await SharedServer.get()
        let (mine, answer) = try await answered(server)
        let folder = mine.store + "/requests"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".json") })
        let whole = try Data(contentsOf: URL(filePath: folder + "/" + name))
        try whole.prefix(whole.count / 2).write(to: URL(filePath: folder + "/" + name))
        for line in [["list"], ["accept", answer, "--trust", server.root]] {
            let refused = try await mine.local(line)
            #expect(refused.status == 1 && refused.errorText.contains("0x8007000d"), "\(refused.errorText)")
            #expect(refused.errorText.contains(name) && refused.errorText.contains("Restore it from a backup"), "\(refused.errorText)")
        }
        try whole.write(to: URL(filePath: folder + "/" + name))
        #expect(try await mine.accept(answer).status == 0)
    }

    @Test("a disk that fills up at any point ends with a message, and the same command finishes later")
    func full() async throws {
        let server = try await SharedServer.get()
        let certreq = try Certreq(server, as: try await SharedServer.account(.alice))
        let host = server.endpoints.https.replacing("https://", with: "")
        let credentials = try server.write(
            "username=\(certreq.account.name)\npassword=\(certreq.account.password)\n",
            to: "full-\(UUID().uuidString)"
        )
        let line =
            "'\(Programs.certreq)' enroll ClientAuth --config '\(host)' --credentials '\(credentials)' --trust '\(server.root)' --store '\(certreq.store)'"
        var (failed, isDone) = (0, false)
        for blocks in 0...12 where !isDone {
            let done = try await run(["sh", "-c", "ulimit -f \(blocks); exec " + line])
            isDone = done.status == 0
            if isDone { continue }
            failed += 1
            #expect(done.status == 1 && done.errorText.contains("File too large"), "\(blocks): \(done.status) \(done.errorText)")
        }
        #expect(failed > 0)
        if !isDone {
            let last = try await run(["sh", "-c", line])
            #expect(last.status == 0, "\(last.errorText)")
        }
        let left = try await listed(certreq)
        // A request that filled the disk before it could be sent may stay; nobody else knows of it.
        #expect(left.certificates.map(\.hasKey) == [true])
        #expect(left.requests.allSatisfy { $0.state == "unsent" })
        #expect(try await open(certreq.store).isEmpty)
    }

    @Test("list says how far each request came: not sent, pending, denied, and what retrieve heard later")
    func states() async throws {
        let server = try await SharedServer.get()
        let clerk = try Certreq(server, as: try await SharedServer.account(.clerk))
        let file = server.folder + "/state-" + UUID().uuidString
        let policy = try server.write("[NewRequest]\nSubject = \"CN=x\"\nKeyAlgorithm = ECDSA_P256\n", to: "state-\(UUID().uuidString).inf")
        for number in 1...3 { #expect(try await clerk.local(["new", policy, file + "\(number).req"]).status == 0) }
        #expect(try await listed(clerk).requests.map(\.state) == ["unsent", "unsent", "unsent"])
        #expect(try await clerk.run(["submit", file + "2.req", "--template", "EnrollmentAgent", "--store", clerk.store]).status == 3)
        #expect(try await clerk.run(["submit", file + "3.req", "--template", "Machine", "--store", clerk.store]).status == 4)
        let states = try await listed(clerk).requests
        #expect(states.map(\.state).sorted() == ["denied", "pending", "unsent"])
        let id = try #require(states.first { $0.state == "pending" }?.requestId)
        let officer = try await SharedServer.account(.officer)
        let path = try await server.authorityPath() + "/requests/\(id)/deny"
        let denied = try await server.call("POST", path, as: officer)
        #expect(denied.status == 200, "\(denied.body)")
        #expect(try await clerk.run(["retrieve", id, "--store", clerk.store]).status == 4)
        #expect(try await listed(clerk).requests.map(\.state).sorted() == ["denied", "denied", "unsent"])
        #expect(try await clerk.local(["list"]).text.contains("  denied  request \(id) at "))
    }
}
