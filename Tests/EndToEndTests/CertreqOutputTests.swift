import Foundation
import PKITesting
import Testing

@Suite("certreq: output files, and the state after a failure", .timeLimit(.minutes(10)))
struct CertreqOutputTests {
    private func alice() async throws -> Certreq { try Certreq(try await SharedServer.get(), as: try await SharedServer.account(.alice)) }

    private func request(_ certreq: Certreq) async throws -> String {
        try certreq.server.write(try await certreq.server.newRequest(), to: "output-\(UUID().uuidString).req")
    }

    private func policy(_ certreq: Certreq) throws -> String {
        try certreq.server.write(
            """
            [Version]
            Signature="$Windows NT$"
            [NewRequest]
            Subject = "CN=ignored"
            KeyAlgorithm = ECDSA_P256
            [RequestAttributes]
            CertificateTemplate = ClientAuth
            """,
            to: "output-\(UUID().uuidString).inf"
        )
    }

    @Test("a device receives the result and stays a device", .enabled(if: getuid() == 0))
    func device() async throws {
        let certreq = try await alice()
        let device = certreq.server.folder + "/null-" + UUID().uuidString
        try await succeed(["mknod", device, "c", "1", "3"])
        let request = try await request(certreq)
        for name in [device, "/dev/null"] {
            let done = try await certreq.run(["submit", request, name, request + ".p7b", "--template", "ClientAuth", "--force"])
            #expect(done.status == 0, "\(done.text)\(done.errorText)")
            #expect(try await succeed(["stat", "-c", "%F", name]).hasPrefix("character special file"))
        }
        let made = try await certreq.local(["new", try policy(certreq), device])
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        #expect(try await succeed(["stat", "-c", "%F", device]).hasPrefix("character special file"))
    }

    @Test("standard output, a pipe and the target of a link receive results, and the link stays")
    func streams() async throws {
        let certreq = try await alice()
        let folder = certreq.server.folder + "/streams-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let shown = try await certreq.run(["enroll", "ClientAuth", "--store", certreq.store, "--out", "/dev/stdout"])
        #expect(shown.status == 0 && shown.text.contains("RequestId: ") && shown.text.contains("-----END CERTIFICATE-----"))
        let dash = try await certreq.run(["submit", try await request(certreq), "-", "--template", "ClientAuth"])
        #expect(dash.status == 0 && dash.text.contains("-----BEGIN CERTIFICATE-----") && !FileManager.default.fileExists(atPath: "-"))

        try await succeed(["mkfifo", folder + "/pipe"])
        async let read = run(["cat", folder + "/pipe"])
        let piped = try await certreq.local(["new", try policy(certreq), folder + "/pipe"])
        #expect(piped.status == 0, "\(piped.errorText)")
        #expect(try await read.text.contains("NEW CERTIFICATE REQUEST"))

        try Data("old".utf8).write(to: URL(filePath: folder + "/target"))
        try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/target")
        #expect(try await certreq.local(["new", try policy(certreq), folder + "/link", "--force"]).status == 0)
        #expect(try String(contentsOfFile: folder + "/target", encoding: .utf8).contains("NEW CERTIFICATE REQUEST"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == folder + "/target")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["link", "pipe", "target"])
    }

    @Test("a place that cannot take the result is refused before anything is sent", arguments: ["--out", "--key"])
    func refused(_ option: String) async throws {
        let certreq = try await alice()
        let absent = certreq.server.folder + "/absent/file.pem"
        let done = try await certreq.run(["enroll", "ClientAuth", "--store", certreq.store, option, absent])
        #expect(done.status == 1 && done.errorText.contains(absent), "\(done.errorText)")
        #expect(!FileManager.default.fileExists(atPath: certreq.store))
        let kept = certreq.server.folder + "/kept-" + UUID().uuidString
        try Data("old".utf8).write(to: URL(filePath: kept))
        let dashed = try await certreq.dashed(["-submit", try await request(certreq), kept])
        #expect(dashed.status == 0x50 && !dashed.text.contains("RequestId") && dashed.errorText.contains("-f"), "\(dashed.text)")
    }

    @Test(
        "before anything is sent, two results for one file, a nameless file and an endless one are refused"
    )
    func mistaken() async throws {
        let certreq = try await alice()
        let request = try await request(certreq)
        let before = try String(contentsOfFile: request, encoding: .utf8)
        let same = request + ".cer"
        let detour =
            certreq.server.folder + "/../" + URL(filePath: certreq.server.folder).lastPathComponent + "/"
            + URL(filePath: same).lastPathComponent
        for arguments in [
            ["submit", request, same, same], ["submit", request, same, detour], ["submit", request, request], ["submit", request, ""],
            ["submit", "/dev/zero", same],
        ] {
            let done = try await certreq.run(arguments + ["--template", "ClientAuth"])
            #expect(done.status == 1 && !done.text.contains("RequestId"), "\(arguments): \(done.text)\(done.errorText)")
            #expect(!FileManager.default.fileExists(atPath: same))
        }
        #expect(try String(contentsOfFile: request, encoding: .utf8) == before)
        let enrolled = try await certreq.run(["enroll", "ClientAuth", "--store", certreq.store, "--out", same, "--key", same])
        #expect(enrolled.status == 1 && !FileManager.default.fileExists(atPath: certreq.store), "\(enrolled.text)")
        // Devices and standard output accept any number of results.
        #expect(try await certreq.run(["submit", request, "/dev/null", "/dev/null", "--template", "ClientAuth"]).status == 0)
    }

    @Test("-new, -submit, -accept install in a new store, and -submit run again gets the same certificate")
    func threeLines() async throws {
        let certreq = try await alice()
        let file = certreq.server.folder + "/three-" + UUID().uuidString
        #expect(try await certreq.dashed(["-new", try policy(certreq), file + ".req"]).status == 0)
        let first = try await certreq.dashed(["-submit", file + ".req", file + ".cer"])
        #expect(first.status == 0, "\(first.text)\(first.errorText)")
        let second = try await certreq.dashed(["-submit", "-f", file + ".req", file + ".cer"])
        #expect(second.text == first.text && second.text.hasPrefix("RequestId: "))
        // Only the store says whom to trust.
        let accepted = try await run([Programs.certreq, "-accept", "-store", certreq.store, file + ".cer"])
        #expect(accepted.status == 0 && accepted.text.contains("Installed Certificate:"), "\(accepted.text)\(accepted.errorText)")
    }

    @Test(
        "an issued certificate is reported and printed when its file cannot be written",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
    )
    func issuedFirst() async throws {
        let certreq = try await alice()
        let request = try await request(certreq)
        let plain = try await certreq.run(["submit", request, "/dev/full", "--template", "ClientAuth"])
        #expect(
            plain.status == 1 && plain.text.hasPrefix("RequestId: ") && plain.text.contains("-----END CERTIFICATE-----"),
            "\(plain.text)"
        )
        #expect(plain.errorText.contains("/dev/full"))
        let dashed = try await certreq.dashed(["-submit", "-attrib", "CertificateTemplate:ClientAuth", request, "/dev/full"])
        #expect(dashed.status == 5 && dashed.text.contains("Certificate retrieved(Issued)"), "\(dashed.status) \(dashed.errorText)")
        #expect(dashed.text.contains("-----END CERTIFICATE-----"))
        let json = try await certreq.run(["submit", request, "/dev/full", "--template", "ClientAuth", "--json"])
        let reply = try JSONDecoder().decode(Told.self, from: Data(json.text.utf8))
        #expect(json.status == 1 && reply.disposition == "issued" && reply.certificate.contains("BEGIN") && reply.failures.count == 1)
        // The same command with another place gets the issued certificate.
        let enroll = ["enroll", "ClientAuth", "--store", certreq.store, "--out"]
        let failed = try await certreq.run(enroll + ["/dev/full"])
        #expect(failed.status == 1)
        let again = try await certreq.run(enroll + [request + ".pem"])
        #expect(again.status == 0 && again.text.split(separator: "\n").first == failed.text.split(separator: "\n").first, "\(again.text)")
    }

    @Test(
        "files are written even when the report cannot be printed, and the exit code says so",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
    )
    func nobodyTold() async throws {
        let certreq = try await alice()
        let file = certreq.server.folder + "/told-" + UUID().uuidString
        let enroll = ["enroll", "ClientAuth", "--store", certreq.store, "--out", file]
        let silent = try await certreq.run(enroll, standardOutput: "/dev/full")
        #expect(silent.status == 1 && silent.errorText.contains("Standard output"), "\(silent.errorText)")
        let first = try String(contentsOfFile: file, encoding: .utf8)
        #expect(first.contains("-----END CERTIFICATE-----"))
        let again = try await certreq.run(enroll)
        #expect(again.status == 0, "\(again.errorText)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == first)
    }

    @Test("enroll replaces a certificate or key file only with --force, and says so before anything is sent")
    func kept() async throws {
        let certreq = try await alice()
        let file = certreq.server.folder + "/kept-" + UUID().uuidString
        let enroll = ["enroll", "ClientAuth", "--store", certreq.store, "--out", file + ".pem", "--key", file + ".key"]
        func contents() throws -> [String] { try [".pem", ".key"].map { try String(contentsOfFile: file + $0, encoding: .utf8) } }
        #expect(try await certreq.run(enroll).status == 0)
        let first = try contents()
        let again = try await certreq.run(enroll)
        #expect(again.status == 1 && again.text.isEmpty && again.errorText.contains("--force"), "\(again.text)\(again.errorText)")
        #expect(again.errorText.contains(file + ".key") && again.errorText.contains("Nothing was sent"), "\(again.errorText)")
        try FileManager.default.removeItem(atPath: file + ".key")
        #expect(try await certreq.run(enroll).errorText.contains(file + ".pem"))
        #expect(try await certreq.run(enroll + ["-f"]).status == 0)
        #expect(try contents() != first)
    }

    @Test(
        "an interrupted enroll finishes over the files it wrote itself",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
    )
    func finishes() async throws {
        let certreq = try await alice()
        let file = certreq.server.folder + "/finishes-" + UUID().uuidString
        let enroll = ["enroll", "ClientAuth", "--store", certreq.store, "--out", file + ".pem", "--key", file + ".key"]
        // The report is lost, so the request counts as unfinished although both files are written.
        #expect(try await certreq.run(enroll, standardOutput: "/dev/full").status == 1)
        let first = try [".pem", ".key"].map { try String(contentsOfFile: file + $0, encoding: .utf8) }
        let foreign = try certreq.server.write("somebody's", to: "foreign-" + UUID().uuidString)
        #expect(try await certreq.run(enroll.dropLast() + [foreign]).errorText.contains(foreign))
        let again = try await certreq.run(enroll)
        #expect(again.status == 0, "\(again.errorText)")
        #expect(try [".pem", ".key"].map { try String(contentsOfFile: file + $0, encoding: .utf8) } == first)
    }

    private struct Told: Decodable {
        let disposition: String
        let certificate: String
        let failures: [String]
    }

    @Test("revocation lists come with the chain, from submit and from retrieve", arguments: ["submit", "retrieve"])
    func revocationLists(_ verb: String) async throws {
        let certreq = try await alice()
        let request = try await request(certreq)
        let submitted = try await certreq.run(
            ["submit", request, request + ".cer", request + ".p7b", "--crl", "--binary", "--template", "ClientAuth", "--json"])
        #expect(submitted.status == 0, "\(submitted.errorText)")
        if verb == "retrieve" {
            let reply = try JSONDecoder().decode(SubmitReply.self, from: Data(submitted.text.utf8))
            try FileManager.default.removeItem(atPath: request + ".p7b")
            let id = String(reply.requestId)
            let retrieved = try await certreq.dashed(["-retrieve", "-f", "-crl", "-binary", id, request + ".cer", request + ".p7b"])
            #expect(retrieved.status == 0, "\(retrieved.errorText)")
        }
        let shown = try await succeed(["openssl", "pkcs7", "-inform", "DER", "-in", request + ".p7b", "-print_certs"])
        #expect(shown.contains("BEGIN X509 CRL"))
    }

    @Test("an enrollment that is killed and run again gives one certificate", .enabled(if: hasTool("python3") && hasTool("openssl")))
    func killed() async throws {
        let script = Programs.packageRoot.appending(path: "scripts/client-kill").path
        let done = try await run([script, "--binary", Programs.chancery, "--certreq", Programs.certreq, "--step", "90"])
        #expect(done.status == 0 && done.text.contains("client-kill: holds"), "\(done.text)\(done.errorText)")
    }
}
