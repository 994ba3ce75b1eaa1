import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The meaning of files and options.
extension WindowsCommandLine {
    /// The files after the request or its id.
    func outputs() throws -> CertificateOutputs {
        try CertificateOutputs(
            Array(operands.dropFirst()),
            binary: set.contains("binary"),
            revocationLists: set.contains("crl"),
            overwrites: set.contains("f")
        )
    }

    func operand(_ index: Int, _ what: String) throws -> String {
        guard operands.indices.contains(index) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "certreq -\(verb) needs \(what). certreq --help lists all verbs and options."
            )
        }
        return operands[index]
    }

    var stores: StoreOptions {
        var options = StoreOptions()
        options.store = values["store"]
        options.machine = set.contains("machine") || set.contains("adminforcemachine")
        return options
    }

    func connection() async throws -> Connection {
        let given = try values["config"].map { try ServerAddress.config($0, option: "-config") }
        let configuration = try ClientConfiguration.load()
        var known = configuration?.authority(given)
        if known == nil, given == "-", !set.contains("q") { known = try await configuration?.chosen() }
        let policyServer = try policyServer
        if let policyServer, let given, given != "-", !(known?.address ?? given).lowercased().hasPrefix(policyServer.lowercased()) {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "-PolicyServer and -config name different servers, and templates come from the CA's own. Give only one of them."
            )
        }
        guard let config = known?.address ?? (given == "-" ? nil : given) ?? policyServer else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "Name the CA: -config \"host[:port]\\CA name\". There is no chooser here, and no client configuration has a default; certreq login "
                    + "writes one."
            )
        }
        var credential = try await givenCredential()
        if credential == nil { credential = try await known?.credential(stores) }
        return Connection(config: config, credential: credential ?? .anonymous, trust: try givenTrust ?? known?.serverTrust ?? .system)
    }

    func givenCredential() async throws -> Credential? {
        if set.contains("anonymous") { return .anonymous }
        if let path = values["credentials"] { return try CredentialFile.read(path) }
        if let certificate = values["clientcertificate"] { return try await StoredCertificate.find(certificate, stores).credential() }
        guard let name = values["username"] else { return nil }
        if let path = values["passwordfile"] { return .password(name, try CredentialFile.password(path)) }
        guard let password = values["p"] else {
            throw CAError(.malformed, status: .invalidArgument, "-UserName needs -passwordfile FILE, or -p PASSWORD as on Windows.")
        }
        if !set.contains("q") {
            Console.complain(
                "Other accounts of this computer can see the password of -p; -passwordfile FILE or a client configuration hides it."
            )
        }
        return .password(name, password)
    }

    var givenTrust: ServerTrust? {
        get throws {
            if let path = values["trust"] { return try .anchors(file: try Files.read(path)) }
            if let fingerprint = values["fingerprint"] { return try .root(fingerprint: fingerprint) }
            return nil
        }
    }

    /// `host[:port]` of the server that the option names; nil when there is no such option, or it leaves the choice to the CA.
    var policyServer: String? {
        get throws {
            guard let server = values["policyserver"], !["*", "-", "ldap:"].contains(server.lowercased()) else { return nil }
            guard server.lowercased().hasPrefix("https:") else {
                throw CAError(
                    .notImplemented,
                    status: .notImplemented,
                    "-PolicyServer \"\(server)\" is not built: policies by their id come from a registry that only Windows has. Give "
                        + "https://HOST[:PORT] of the CA's server, or omit the option."
                )
            }
            return try ServerAddress.config(server, option: "-PolicyServer")
        }
    }
}

/// A server that a command line names by its address instead of a config string.
enum ServerAddress {
    /// - Returns: `host[:port]` for `https://host[:port]`; any other text as it is.
    /// - Throws: `CAError` with 0x80004001 for the address of an enrollment web service.
    static func config(_ text: String, option: String) throws -> String {
        guard text.lowercased().hasPrefix("https:") else { return text }
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty else {
            throw CAError(.malformed, status: .invalidArgument, "\(option) \"\(text)\" is not an https:// address. Correct it.")
        }
        guard ["", "/"].contains(url.path) else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "\(option) \"\(text)\" is not built: it is a web service for enrollment (MS-XCEP, MS-WSTEP), which this program does not speak. Give "
                    + "https://HOST[:PORT] of the CA's server."
            )
        }
        return host + (url.port.map { ":\($0)" } ?? "")
    }
}
