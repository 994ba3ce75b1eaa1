import ArgumentParser
import Foundation
import Store

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write an archive of a data directory. The server may be running.",
        discussion: """
            chancery backup /backup/chancery-2026-11-29.tar --data DIR
            The archive (tar) contains the database as of one moment, the sealed keys and the revocation lists. Passphrases and the first administrator's password are \
            omitted unless --with-secrets is given, because whoever has an archive with them has the CA. Restore it with `chancery restore`.
            """
    )

    @Argument(help: "The new file. An existing file is not replaced.", completion: .file()) var archive: String
    @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
    @Flag(help: "Include passphrases and admin-credentials if they are in the data directory.") var withSecrets = false
    @Flag(help: "Print JSON.") var json = false

    private struct Report: Encodable {
        let archive: String
        let sha256: String
        let files: Int
    }

    func run() async throws {
        let result = try await Backup(dataDirectory: data, now: Date()).write(to: archive, secrets: withSecrets)
        if json {
            try Terminal.json(Report(archive: archive, sha256: result.sha256, files: result.files))
        } else {
            Terminal.say("Wrote \(archive): \(result.files) files, SHA-256 \(result.sha256).")
            if !withSecrets { Terminal.say("It contains no passphrases. Keep them elsewhere, or nobody can open the keys in it.") }
        }
    }
}
