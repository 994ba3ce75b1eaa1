import PortableFoundation

/// The address of the server, the trusted root, and the account.
struct ServerAddress: Sendable {
    let host: String
    let port: Int
    /// Path of a PEM file.
    let trust: String
    /// The value of the Authorization header.
    let authorization: String

    init(data: String?, url: String?, credentials: String?, trust: String?) throws {
        let directory = data ?? "."
        let address = try url ?? Self.endpoint(in: directory)
        guard address.hasPrefix("https://") else { throw LoadError(description: "\(address) is not an https:// address.") }
        let authority = address.dropFirst("https://".count).prefix { $0 != "/" }
        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        host = String(authority[..<(colon ?? authority.endIndex)]).filter { $0 != "[" && $0 != "]" }
        port = colon.flatMap { Int(authority[authority.index(after: $0)...]) } ?? 443
        self.trust = trust ?? directory + "/root.pem"
        authorization = try Self.basic(credentials ?? directory + "/admin-credentials")
    }

    func get(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nAuthorization: \(authorization)\r\n\r\n".utf8)
    }

    private static func endpoint(in directory: String) throws -> String {
        struct Endpoints: Decodable { let https: String }
        return try JSONDecoder().decode(Endpoints.self, from: read(directory + "/endpoints.json")).https
    }

    private static func basic(_ path: String) throws -> String {
        var fields: [String: String] = [:]
        for line in String(decoding: try read(path), as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            fields[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        guard let name = fields["username"], let password = fields["password"] else {
            throw LoadError(description: "\(path) lacks a line `username=` or `password=`.")
        }
        return "Basic " + Data("\(name):\(password)".utf8).base64EncodedString()
    }

    private static func read(_ path: String) throws -> Data {
        do { return try Data(contentsOf: URL(filePath: path)) } catch {
            throw LoadError(description: "\(path) cannot be read: is this the data directory of a running server?")
        }
    }
}
