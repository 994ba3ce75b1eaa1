import SystemFiles
import Foundation
import Store

/// `DIR/admin-credentials`, mode 0600: lines `username=` and `password=`. The file is written before the password is set, so that the start after a killed
/// first start finds the password again.
struct AdministratorCredentials: Sendable {
    let username: String
    let password: String

    static func path(in directory: String) -> String { directory + "/admin-credentials" }

    static func read(from path: String) throws -> AdministratorCredentials {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("The credentials file \(path) cannot be read. Give --credentials FILE with lines username= and password=.")
        }
        var fields: [String: String] = [:]
        for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            fields[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        guard let username = fields["username"], let password = fields["password"], !username.isEmpty, !password.isEmpty else {
            throw CommandError("The credentials file \(path) lacks a line username= or password=.")
        }
        return AdministratorCredentials(username: username, password: password)
    }

    func write(to directory: String) throws {
        try DurableFile.write(
            Array("username=\(username)\npassword=\(password)\n".utf8),
            directory: directory,
            name: "admin-credentials",
            mode: 0o600
        )
    }
}
