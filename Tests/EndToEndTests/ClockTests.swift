import Foundation
import PKIFormats
import PKITesting
import Testing

/// The library that changes the clock of one program. The command `faketime` starts a child, which a signal to the command would not reach. So a shell sets the
/// library up and then becomes the program.
enum Faketime {
    static let library: String? = {
        let base = "/usr/lib"
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        return folders.map { "\(base)/\($0)/faketime/libfaketime.so.1" }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    static func ahead(_ days: Int) -> [String] {
        ["env", "LD_PRELOAD=\(library ?? "")", "FAKETIME=+\(days)d", "sh", "-c", "exec \"$0\" \"$@\""]
    }
}

@Suite("A server on a clock that was wrong", .timeLimit(.minutes(10)), .enabled(if: Faketime.library != nil))
struct ClockTests {
    private func list(_ server: RunningServer, _ name: String) async throws -> CertificateList {
        let path = "/published/crl/\(name).crl"
        return try CertificateList(derEncoded: [UInt8](Data(contentsOf: URL(filePath: server.data + path))))
    }

    private func text(_ server: RunningServer, _ path: String) async throws -> String {
        try await server.call("GET", path, plain: true).body
    }

    @Test("after a start two years ahead the next one makes a TLS certificate and lists that are valid now")
    func wasAhead() async throws {
        var server = try await RunningServer.start()
        let first = try #require(await list(server, "Chancery Issuing CA").crlNumber)
        #expect(await server.stop() == 0)
        server = try await RunningServer.start(folder: server.folder, wrapper: Faketime.ahead(720))
        #expect(await server.stop() == 0)
        let early = try await list(server, "Chancery Issuing CA")
        #expect(early.thisUpdate > Date())
        let doctor = try await run([Programs.chancery, "doctor", "--data", server.data])
        #expect(doctor.status == 1)
        #expect(doctor.text.contains("clock was ahead"))
        #expect(doctor.text.contains("not valid before"))

        // The server is ready, so curl accepted the TLS certificate.
        server = try await RunningServer.start(folder: server.folder)
        for name in ["Chancery Issuing CA", "Chancery Root CA"] {
            let list = try await list(server, name)
            #expect(list.thisUpdate < Date(), "\(name)")
            #expect(try #require(list.crlNumber) > first, "\(name)")
        }
        #expect(try await text(server, "/readyz") == "ready\n")
        #expect(try await server.administer(["user", "list"]).status == 0)
        #expect(try await run([Programs.chancery, "doctor", "--data", server.data]).status == 0)
        #expect(await server.stop() == 0)
    }

    @Test("doctor says that a CA made while the clock was ahead issues nothing until its certificate begins")
    func madeAhead() async throws {
        let server = try await RunningServer.start(wrapper: Faketime.ahead(720), expectsTrust: false)
        #expect(await server.stop() == 0)
        let doctor = try await run([Programs.chancery, "doctor", "--data", server.data])
        #expect(doctor.status == 1)
        #expect(doctor.text.contains("Its newest certificate begins at"), "\(doctor.text)")
    }

    @Test("past the end of every certificate the server starts, and is administered by its key")
    func pastTheEnd() async throws {
        var server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        let wrapper = Faketime.ahead(22 * 365)
        // A relying party refuses its certificate by now, so readiness is asked without verification.
        server = try await RunningServer.start(folder: server.folder, wrapper: wrapper, expectsTrust: false)
        #expect(try await text(server, "/readyz").contains("warning: The TLS certificate ended"))
        let accounts = try await run(wrapper + [Programs.chancery, "user", "list", "--data", server.data])
        #expect(accounts.status == 0, "\(accounts.errorText)")
        #expect(accounts.text.contains("admin"))
        #expect(await server.stop() == 0)
    }

    @Test("administration commands recognize the server by its key: dates do not matter, another key does")
    func pinned() async throws {
        let server = try await RunningServer.start()
        let list = ["user", "list", "--data", server.data]
        let late = try await run(Faketime.ahead(4000) + [Programs.chancery] + list)
        #expect(late.status == 0, "\(late.errorText)")
        let anchored = try await run(Faketime.ahead(4000) + [Programs.chancery] + list + ["--trust", server.root])
        #expect(anchored.status == 1)

        let other = try await RunningServer.start()
        try FileManager.default.removeItem(atPath: server.data + "/tls.json")
        try FileManager.default.copyItem(atPath: other.data + "/tls.json", toPath: server.data + "/tls.json")
        let stranger = try await run([Programs.chancery] + list)
        #expect(stranger.status == 1)
        #expect(stranger.errorText.contains("does not hold the key"))
        await other.stop()
        await server.stop()
    }

    @Test("warnings about a root's list begin everywhere when half of its life is over; it is signed on demand")
    func rootList() async throws {
        var server = try await RunningServer.start()
        let file = server.data + "/keys/root-passphrase"
        let passphrase = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(await server.stop() == 0)
        try FileManager.default.removeItem(atPath: file)
        let wrapper = Faketime.ahead(50)
        server = try await RunningServer.start(folder: server.folder, wrapper: wrapper)
        let gauge = "chancery_revocation_list_warning{authority=\"Chancery Root CA\",key=\"0\"} "
        #expect(try await text(server, "/readyz").contains("Chancery Root CA"))
        #expect(try await text(server, "/metrics").contains(gauge + "1"))
        let doctor = try await run(wrapper + [Programs.chancery, "doctor", "--json", "--data", server.data])
        #expect(doctor.text.contains("--ask-passphrase --data \(server.data)"), "\(doctor.text)")

        // Without a terminal, the program reads the passphrase from its input.
        let publish = ["setsid", "--wait"] + wrapper + [Programs.chancery, "revocation-list", "publish", "--ca", "Chancery Root CA"]
        let options = ["--ask-passphrase", "--data", server.data]
        let wrong = try await run(publish + options, input: "not it\n")
        #expect(wrong.status == 1)
        #expect(wrong.errorText.contains("does not open the key"))
        let before = try #require(await list(server, "Chancery Root CA").crlNumber)
        let done = try await run(publish + options, input: passphrase + "\n")
        #expect(done.status == 0, "\(done.text)\(done.errorText)")
        let list = try await list(server, "Chancery Root CA")
        #expect(list.crlNumber == before + 1)
        #expect(try #require(list.nextUpdate) > Date().addingTimeInterval(400 * 86_400))
        #expect(try await text(server, "/readyz") == "ready\n")
        #expect(try await text(server, "/metrics").contains(gauge + "0"))
        let shown = try await run(
            wrapper + [Programs.chancery, "revocation-list", "show", "--ca", "Chancery Root CA", "--data", server.data]
        )
        #expect(shown.text.contains("no") && !shown.text.contains("Warning"))
        #expect(await server.stop() == 0)
        #expect(try !String(contentsOfFile: server.folder + "/server-errors.log", encoding: .utf8).contains(passphrase))
    }
}
