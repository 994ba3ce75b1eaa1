import CertCli
import PKIFormats
import SystemFiles
import Foundation
import Store

/// The file where `chancery login` keeps names and passwords for the administration commands: JSON, mode 0600, in a directory of mode 0700, with one entry for
/// each server.
struct LoginFile: Codable, Equatable {
    struct Entry: Codable, Equatable {
        /// `https://host:port`.
        var server: String
        var username: String
        var password: String
        /// PEM of the only certificates to trust; nil when a fingerprint is used, or the system's anchors.
        var root: String?
        var fingerprint: String?
    }

    private(set) var version = 1
    private(set) var servers: [Entry] = []
    /// The server of the newest login. A command without `--server` uses it.
    private(set) var last: String?

    /// `$XDG_CONFIG_HOME/chancery/logins.json`, else below `~/.config`.
    static func path(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> String {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/chancery/logins.json" }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw CommandError("HOME is not set, so there is no place for a login. Set it, or give --credentials FILE.")
        }
        return home + "/.config/chancery/logins.json"
    }

    /// - Returns: an empty value when the file is absent.
    static func read(from path: String) throws -> LoginFile {
        guard FileManager.default.fileExists(atPath: path) else { return LoginFile() }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("The file \(path) cannot be read. It must belong to you.")
        }
        let mode = (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw CommandError(
                "Others can read the passwords in \(path). Run chmod 600 \(path), and change them if others use this machine."
            )
        }
        guard let file = try? JSONDecoder().decode(LoginFile.self, from: data), file.version == 1 else {
            throw CommandError("The file \(path) was not written by this version of chancery login. Remove it and sign in again.")
        }
        return file
    }

    func write(to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write(
            [UInt8](try encoder.encode(self)) + [0x0A],
            directory: folder,
            name: (path as NSString).lastPathComponent,
            mode: 0o600
        )
    }

    /// The entry of a server, or of the newest login when no server is named.
    func entry(_ server: String?) -> Entry? {
        guard let wanted = server.map(Self.normalized) ?? last else { return nil }
        return servers.first { $0.server == wanted }
    }

    mutating func put(_ entry: Entry) {
        var entry = entry
        entry.server = Self.normalized(entry.server)
        servers.removeAll { $0.server == entry.server }
        servers.append(entry)
        last = entry.server
    }

    /// - Returns: false when there was no entry.
    mutating func remove(_ server: String) -> Bool {
        let before = servers.count
        servers.removeAll { $0.server == Self.normalized(server) }
        if last == Self.normalized(server) { last = servers.last?.server }
        return servers.count != before
    }

    /// One spelling for each server: lowercase, with its port, without a path.
    static func normalized(_ server: String) -> String {
        guard let url = URL(string: server), let host = url.host, let port = WebAddress.port(of: url) else { return server }
        return "https://\(HostAndPort.urlHost(host.lowercased())):\(port)"
    }
}
