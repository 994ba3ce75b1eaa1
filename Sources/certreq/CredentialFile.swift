import CAInterface
import CertCli
import CertEnroll
import PKIFormats

/// Reads credentials from files.
enum CredentialFile {
    /// Lines `username=` and `password=`.
    static func read(_ path: String) throws -> Credential {
        var fields: [String: String] = [:]
        for line in String(decoding: try Files.read(path), as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let equals = line.firstIndex(of: "=") else { continue }
            fields[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        guard let name = fields["username"], let secret = fields["password"], !name.isEmpty, !secret.isEmpty else {
            throw CAError(.malformed, status: .invalidData, "The credentials file \(path) lacks a line username= or password=.")
        }
        return .password(name, secret)
    }

    /// The first line.
    static func password(_ path: String) throws -> String {
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        guard let first = text.split(whereSeparator: \.isNewline).first else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The password file \(path) is empty. Its first line must be the password."
            )
        }
        return String(first)
    }

    static func certificate(_ path: String, key: String) throws -> Credential {
        // One file often has both. The chain is sent to the server, so it must contain only certificates.
        let chain = try PEMDocument.parse(String(decoding: try Files.read(path), as: UTF8.self)).compactMap { try $0.certificate() }
        let keys = try PEMDocument.parse(String(decoding: try Files.read(key), as: UTF8.self)).filter(\.isPrivateKey)
        guard !chain.isEmpty, let first = keys.first else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "\(path) must contain PEM certificates, and \(key) a PEM private key without password."
            )
        }
        return .certificate(chain, key: first.bytes)
    }
}
