import Foundation
import PKITesting
import Synchronization

/// One `chancery serve` on its own data directory, with ports that the system chose.
actor RunningServer {
    /// The directory for all files of this test; `data` is the server's directory in it.
    nonisolated let folder: String
    nonisolated let endpoints: Endpoints
    nonisolated let admin: Account
    /// The server's output until it was ready.
    nonisolated let greeting: [String]

    private let program: RunningProgram

    nonisolated var data: String { folder + "/data" }
    nonisolated var root: String { data + "/root.pem" }

    struct Endpoints: Decodable, Sendable {
        let https: String
        let http: String
    }

    /// Starts `chancery serve` and returns when both listeners answer `/healthz`.
    ///
    /// - Parameters:
    ///   - wrapper: a program, such as faketime, that starts another and becomes it.
    ///     - expectsTrust: a client that verifies the certificate asks for readiness.
    static func start(folder: String? = nil, options: [String] = [], wrapper: [String] = [], expectsTrust: Bool = true) async throws
        -> RunningServer
    {
        let folder = try folder ?? newFolder()
        let errors = folder + "/server-errors.log"
        let program = try RunningProgram(
            wrapper + [
                Programs.chancery, "serve", "--data", folder + "/data", "--https", "127.0.0.1:0", "--http", "127.0.0.1:0", "--domain",
                "example.test",
            ] + options,
            directory: folder,
            errors: errors
        )
        Survivors.add(program.number, folder)
        var greeting: [String] = []
        for await line in program.lines() {
            greeting.append(line)
            // The last of the commands to paste: the greeting is complete now.
            guard line.contains("chancery doctor") else { continue }
            if let endpoints = await ready(folder + "/data", wrapper, expectsTrust) {
                return RunningServer(
                    folder: folder,
                    endpoints: endpoints,
                    admin: (try? Account(file: folder + "/data/admin-credentials")) ?? Account(name: "", password: ""),
                    greeting: greeting,
                    program: program
                )
            }
        }
        let log = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        throw NotReady(status: await program.status(), said: greeting.joined(separator: "\n") + "\n" + log)
    }

    private init(folder: String, endpoints: Endpoints, admin: Account, greeting: [String], program: RunningProgram) {
        (self.folder, self.endpoints, self.admin, self.greeting, self.program) = (folder, endpoints, admin, greeting, program)
    }

    /// Sends SIGTERM and waits for the end.
    /// - Returns: the exit status.
    @discardableResult
    func stop() async -> Int32 {
        program.terminate()
        return await program.status()
    }

    /// Waits for an end that it comes to by itself.
    func ended() async -> Int32 { await program.status() }

    /// Kills it, and waits for its end.
    func killed() async {
        program.kill()
        _ = await program.status()
    }

    /// Stops the server and starts another on the same directory.
    func restarted() async throws -> RunningServer {
        let status = await stop()
        guard status == 0 else { throw NotReady(status: status, said: "the server did not end in order") }
        return try await RunningServer.start(folder: folder)
    }

    struct NotReady: Error, CustomStringConvertible {
        let status: Int32
        let said: String
        var description: String { "chancery serve ended with \(status) instead of becoming ready: \(said)" }
    }

    static func newFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "chancery-e2e-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder
    }

    private static func ready(_ data: String, _ wrapper: [String], _ expectsTrust: Bool) async -> Endpoints? {
        guard let bytes = FileManager.default.contents(atPath: data + "/endpoints.json"),
            let endpoints = try? JSONDecoder().decode(Endpoints.self, from: bytes)
        else { return nil }
        let quiet =
            wrapper + ["curl", "--silent", "--fail", "--max-time", "10"]
            + (expectsTrust ? ["--cacert", data + "/root.pem"] : ["--insecure"])
        for url in [endpoints.https, endpoints.http] {
            guard let result = try? await run(quiet + [url + "/healthz"]), result.status == 0 else { return nil }
        }
        return endpoints
    }
}

/// A name and its password, from a file such as `admin-credentials`.
struct Account: Sendable {
    let name: String
    let password: String

    init(name: String, password: String) {
        (self.name, self.password) = (name, password)
    }

    init(file: String) throws {
        var fields: [String: String] = [:]
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
        }
        self.init(name: fields["username"] ?? "", password: fields["password"] ?? "")
    }
}

/// Servers that still run when the tests end are killed, and their folders removed.
enum Survivors {
    private static let left = Mutex<[(pid: pid_t, folder: String)]>([])

    static func add(_ pid: pid_t, _ folder: String) {
        left.withLock { left in
            if left.isEmpty { atexit { Survivors.clear() } }
            left.append((pid, folder))
        }
    }

    private static func clear() {
        left.withLock { left in
            for (pid, _) in left { kill(pid, SIGKILL) }
            for (_, folder) in left { try? FileManager.default.removeItem(atPath: folder) }
        }
    }
}
