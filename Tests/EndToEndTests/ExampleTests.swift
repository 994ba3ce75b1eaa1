import Foundation
import PKITesting
import Testing

@Suite(
    "The examples, programs of another package, against a running server",
    .enabled(if: Examples.areBuilt, "Examples is not built: swift build --package-path Examples --scratch-path .build/examples"),
    .timeLimit(.minutes(10))
)
struct ExampleTests {
    @Test(
        "a Hummingbird server swaps its certificate under wrk without one failed request",
        .enabled(if: hasTool("wrk"), "wrk is not installed")
    )
    func swapsUnderLoad() async throws {
        let server = try await SharedServer.get()
        let web = try await ExampleServer.start(server, store: server.folder + "/web-store")
        let first = try await web.servedSerial()
        async let load = run(["wrk", "-t2", "-c8", "-d5s", "--timeout", "60s", web.url + "/"])
        var swapped: [String] = []
        for _ in 0..<3 {
            swapped.append(try await web.renew())
            // A new connection in the midst of the load gets the new certificate.
            let served = try await web.servedSerial()
            #expect(served == swapped.last)
        }
        let report = try await load
        #expect(report.status == 0, "\(report.errorText)")
        #expect(!report.text.contains("Socket errors"), "\(report.text)")
        #expect(!report.text.contains("Non-2xx"), "\(report.text)")
        #expect(report.text.contains("requests in"), "\(report.text)")
        #expect(Set(swapped + [first]).count == 4)
        let last = try await web.servedSerial()
        #expect(last == swapped.last)
        #expect(await web.stop() == 0)

        // The next start takes the certificate from the store.
        let again = try await ExampleServer.start(server, store: server.folder + "/web-store")
        let found = try await again.servedSerial()
        #expect(found == last)
        #expect(await again.stop() == 0)
    }

    @Test("a client of AsyncHTTPClient signs in with the certificate that it enrolled")
    func signsIn() async throws {
        let server = try await SharedServer.get()
        let alice = try await SharedServer.account(.alice)
        let credentials = try server.write("username=\(alice.name)\npassword=\(alice.password)\n", to: "signed-in-credentials")
        let url = server.endpoints.https + (try await server.authorityPath()) + "/roles"
        let answer = try await run([
            Examples.program("SignedInClient"), try await server.configString(), "ClientAuth", credentials, server.root,
            server.folder + "/signed-in-store", url,
        ])
        #expect(answer.text.hasPrefix("HTTP 200"), "\(answer.text)\(answer.errorText)")
        #expect(try await server.call("GET", try await server.authorityPath() + "/roles").status == 401)
    }
}

/// The programs of Examples, which `make test` builds into a folder beside this build's.
enum Examples {
    static func program(_ name: String) -> String {
        Programs.packageRoot.appending(path: ".build/examples/debug/" + name).path
    }

    static var areBuilt: Bool {
        ["Snippets", "WebServer", "SignedInClient"].allSatisfy { FileManager.default.isExecutableFile(atPath: program($0)) }
    }
}

extension RunningServer {
    /// The configuration string of the issuing CA, with the port that the system chose.
    fileprivate nonisolated func configString() async throws -> String {
        endpoints.https.replacingOccurrences(of: "https://", with: "") + "\\" + (try await authority().name)
    }
}

/// The example's web server, on a port that the system chose.
private actor ExampleServer {
    nonisolated let url: String
    private let program: RunningProgram
    /// What it says; read from one place to the next.
    private let lines: AsyncStream<String>
    private let root: String

    static func start(_ server: RunningServer, store: String) async throws -> ExampleServer {
        let environment = ProcessInfo.processInfo.environment.merging([
            "CA": try await server.configString(), "CREDENTIALS": server.data + "/admin-credentials", "TRUST": server.root,
            "DNS_NAME": "localhost", "STORE": store, "PORT": "0",
        ]) { $1 }
        let program = try RunningProgram([Examples.program("WebServer")], environment: environment)
        let stream = program.lines()
        Survivors.add(program.number, store)
        for await line in stream {
            guard let port = line.split(separator: " ").last.flatMap({ Int($0) }), line.hasPrefix("listening") else { continue }
            return ExampleServer(url: "https://127.0.0.1:\(port)", program: program, lines: stream, root: server.root)
        }
        throw ProgramFailed(arguments: ["WebServer"], status: -1, said: "it ended before it listened")
    }

    private init(url: String, program: RunningProgram, lines: AsyncStream<String>, root: String) {
        (self.url, self.program, self.lines, self.root) = (url, program, lines, root)
    }

    /// The serial number of the certificate on a new connection, as openssl reads it.
    func servedSerial() async throws -> String {
        let address = url.dropFirst("https://".count)
        let chain = try await succeed(
            ["openssl", "s_client", "-connect", String(address), "-CAfile", root, "-verify_return_error", "-verify_hostname", "localhost"],
            input: ""
        )
        return try await succeed(["openssl", "x509", "-noout", "-serial"], input: chain).dropFirst("serial=".count).lowercased()
            .filter(\.isHexDigit)
    }

    /// Renews by SIGHUP and waits until the new certificate is served.
    func renew() async throws -> String {
        program.signal(SIGHUP)
        for await line in lines {
            if line.hasPrefix("serving ") { return String(line.dropFirst("serving ".count)) }
        }
        throw ProgramFailed(arguments: ["WebServer"], status: -1, said: "it ended instead of renewing")
    }

    func stop() async -> Int32 {
        program.terminate()
        return await program.status()
    }
}
