import Foundation
import SystemFiles

/// The programs of a PostgreSQL server on this machine, and how to start them: they refuse to run as root.
struct PostgreSQLPrograms: Sendable {
    /// The oldest version with which the store works.
    static let oldestVersion = 14

    /// The folder that has `postgres`, `initdb`, `pg_basebackup` and `psql`.
    let folder: String
    /// Words before each program of the server: empty, or those that make root the user `postgres`.
    let prefix: [String]

    /// Nil where they are not installed, or where root has no user to run them as.
    static func found() -> Self? {
        guard let folder = debianFolder ?? folderOnPath, hasTool("pgrep") else { return nil }
        guard geteuid() == 0 else { return Self(folder: folder, prefix: []) }
        guard hasTool("setpriv"), getpwnam("postgres") != nil else { return nil }
        return Self(folder: folder, prefix: ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"])
    }

    /// Debian keeps each version in a folder of its own, outside PATH.
    private static var debianFolder: String? {
        let root = "/usr/lib/postgresql"
        let versions = ((try? SystemCalls.names(in: root)) ?? []).compactMap { Int($0) }.filter { $0 >= oldestVersion }
        return versions.sorted(by: >).map { "\(root)/\($0)/bin" }.first { isComplete($0) }
    }

    private static var folderOnPath: String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        // A link on PATH leads to the folder that has the others.
        let programs = path.split(separator: ":").map { URL(fileURLWithPath: $0 + "/postgres").resolvingSymlinksInPath() }
        return programs.map { $0.deletingLastPathComponent().path }.first { isComplete($0) && version(in: $0) >= oldestVersion }
    }

    private static func isComplete(_ folder: String) -> Bool {
        ["postgres", "initdb", "pg_basebackup", "psql"].allSatisfy { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
    }

    /// Of "postgres (PostgreSQL) 15.18 (Debian …)": 15.
    private static func version(in folder: String) -> Int {
        let words = (try? runTool([folder + "/postgres", "--version"]).text)?.split(separator: " ") ?? []
        return words.dropFirst(2).first.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    }
}
