import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKIFormats
import Yams

/// The client's own file of CAs: where each is, whom it trusts and who asks. It gives a computer what Windows has from its domain, so that a command
/// line may name a CA as on Windows, or none.
///
/// The first of `$CHANCERY_CLIENT_CONFIG`, `~/.config/chancery/client.yaml` and `/etc/chancery/client.yaml` that exists is read
/// (docs/operating/client-configuration.md).
struct ClientConfiguration {
    struct Authority: Equatable {
        let name: String
        var address: String
        var trust: String?
        var fingerprint: String?
        var credentials: String?
        /// A certificate of the store, as `-cert` names it.
        var certificate: String?
        /// The store of `certificate`, when it is not the command's.
        var store: String?

        static let keys = ["address", "trust", "fingerprint", "credentials", "certificate", "store"]
    }

    let path: String
    var defaultName: String?
    /// The places of the stores, where they are not the standard ones.
    var userStore: String?
    var machineStore: String?
    var authorities: [Authority] = []

    private static let limit = 1 << 20

    static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
        candidates(environment).first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The file that `certreq login` writes.
    static func ownPath(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        candidates(environment)[0]
    }

    private static func candidates(_ environment: [String: String]) -> [String] {
        if let named = environment["CHANCERY_CLIENT_CONFIG"], !named.isEmpty { return [named] }
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (environment["HOME"] ?? "") + "/.config"
        return [base + "/chancery/client.yaml", "/etc/chancery/client.yaml"]
    }

    /// - Parameter mayMiss: nobody needs the file that `CHANCERY_CLIENT_CONFIG` names.
    /// - Returns: nil when there is no such file.
    static func load(
        mayMiss: Bool = false,
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> ClientConfiguration? {
        guard let path = path(environment) else {
            guard !mayMiss, let named = environment["CHANCERY_CLIENT_CONFIG"], !named.isEmpty else { return nil }
            throw CAError(
                .notFound,
                status: .fileNotFound,
                "CHANCERY_CLIENT_CONFIG names \(named), which does not exist. Correct it, or write the file with certreq login."
            )
        }
        guard let bytes = try ClientFile.read(path, atMost: limit) else { return nil }
        return try ClientConfiguration(String(decoding: bytes, as: UTF8.self), path: path)
    }

    init(path: String) { self.path = path }

    init(_ text: String, path: String) throws {
        self.path = path
        let document: Node?
        do { document = try Yams.compose(yaml: text) } catch { throw Self.refusal(path, nil, "it is not YAML: \(error)") }
        guard let document else { return }
        for (key, value) in try Self.members(document, path, "the file", known: ["default", "userStore", "machineStore", "authorities"]) {
            switch key {
            case "default": defaultName = try Self.text(value, path, key)
            case "userStore": userStore = Self.absolute(try Self.text(value, path, key), path)
            case "machineStore": machineStore = Self.absolute(try Self.text(value, path, key), path)
            default: break
            }
            guard key == "authorities" else { continue }
            for (name, fields) in try Self.members(value, path, "authorities", known: nil) {
                var authority = Authority(name: name, address: "")
                for (key, value) in try Self.members(fields, path, name, known: Authority.keys) {
                    let text = try Self.text(value, path, key)
                    switch key {
                    case "address": authority.address = text
                    case "trust": authority.trust = Self.absolute(text, path)
                    case "fingerprint": authority.fingerprint = text
                    case "credentials": authority.credentials = Self.absolute(text, path)
                    case "certificate": authority.certificate = text
                    default: authority.store = Self.absolute(text, path)
                    }
                }
                let line = fields.mark?.line
                if authority.address.isEmpty { throw Self.refusal(path, line, "\(name) has no address") }
                if authority.trust != nil, authority.fingerprint != nil {
                    throw Self.refusal(path, line, "\(name) has a trust file and a fingerprint; keep one")
                }
                if authority.credentials != nil, authority.certificate != nil {
                    throw Self.refusal(path, line, "\(name) has credentials and a certificate; keep one")
                }
                authorities.append(authority)
            }
        }
        if let defaultName, named(defaultName) == nil {
            let near = Nearest.to(defaultName, among: authorities.map(\.name)).map { "; the nearest one is \($0)" } ?? ""
            throw Self.refusal(path, nil, "the default \"\(defaultName)\" is not among the authorities\(near)")
        }
    }

    /// The CA that a command line means.
    /// - Parameter config: the option's text; nil, empty or `-` for the default, or for the only CA of the file.
    /// - Returns: nil when the file does not know it.
    func authority(_ config: String?) -> Authority? {
        guard let config, !config.isEmpty, config != "-" else {
            if let defaultName { return named(defaultName) }
            return authorities.count == 1 ? authorities[0] : nil
        }
        return named(config) ?? authorities.first { $0.address.lowercased() == config.lowercased() }
    }

    private func named(_ name: String) -> Authority? { authorities.first { $0.name.lowercased() == name.lowercased() } }

    /// The file's text, with every value in single quotes.
    var text: String {
        func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
        var lines: [String] = []
        for (key, value) in [("default", defaultName), ("userStore", userStore), ("machineStore", machineStore)] {
            if let value { lines.append("\(key): \(quoted(value))") }
        }
        lines.append("authorities:")
        for authority in authorities {
            lines.append("  \(quoted(authority.name)):")
            let values = [
                authority.address, authority.trust, authority.fingerprint, authority.credentials, authority.certificate, authority.store,
            ]
            for (key, value) in zip(Authority.keys, values) { if let value { lines.append("    \(key): \(quoted(value))") } }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Reading

    private static func members(_ node: Node, _ path: String, _ place: String, known: [String]?) throws -> [(String, Node)] {
        guard case .mapping(let mapping) = node else { throw refusal(path, node.mark?.line, "\(place) must hold keys with values") }
        var members: [(String, Node)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { throw refusal(path, key.mark?.line, "a key of \(place) is not a word") }
            if let known, !known.contains(name) {
                let near = Nearest.to(name, among: known).map { "; the nearest one is \($0)" } ?? ""
                throw refusal(path, key.mark?.line, "\(name) is not a key of \(place)\(near)")
            }
            if members.contains(where: { $0.0.lowercased() == name.lowercased() }) {
                throw refusal(path, key.mark?.line, "\(name) occurs twice in \(place)")
            }
            members.append((name, value))
        }
        return members
    }

    private static func text(_ node: Node, _ path: String, _ key: String) throws -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw refusal(path, node.mark?.line, "\(key) must be a text") }
        return text
    }

    /// A relative path counts from the folder of the configuration.
    private static func absolute(_ file: String, _ path: String) -> String {
        file.hasPrefix("/") ? file : URL(filePath: path).deletingLastPathComponent().appending(path: file).path
    }

    private static func refusal(_ path: String, _ line: Int?, _ reason: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidData,
            "The client configuration \(path) cannot be used: \(line.map { "line \($0): " } ?? "")\(reason). Correct it and run certreq again."
        )
    }
}

extension ClientConfiguration.Authority {
    /// The roots that the entry trusts: the system's when it names none.
    var serverTrust: ServerTrust {
        get throws {
            if let trust { return try .anchors(file: try Files.read(trust)) }
            if let fingerprint { return try .root(fingerprint: fingerprint) }
            return .system
        }
    }

    /// - Parameter stores: where `certificate` is looked up, unless the entry names a store.
    func credential(_ stores: StoreOptions) async throws -> Credential {
        if let credentials { return try CredentialFile.read(credentials) }
        guard let certificate else { return .anonymous }
        var stores = stores
        if let store { stores.store = store }
        return try await StoredCertificate.find(certificate, stores).credential()
    }
}
