import Foundation
import PKIFormats
import PKITesting
import Testing

/// Programs of other makers that judge the CA's output. Each failure records an issue with the program's message.
struct Judges {
    let server: RunningServer
    let authority: AuthorityReply
    private let issuing: String
    private let bundle: String

    init(_ server: RunningServer) async throws {
        self.server = server
        authority = try await server.authority()
        issuing = try server.write(authority.certificate, to: "issuing-\(UUID().uuidString).pem")
        bundle = try server.write(authority.certificate + (authority.chain.last ?? ""), to: "bundle-\(UUID().uuidString).pem")
    }

    /// The verdicts on one issued certificate (PEM).
    func judge(certificate: String, _ what: Comment) async throws {
        let file = try server.write(certificate, to: "judged-\(UUID().uuidString).pem")
        try await accept(["openssl", "verify", "-x509_strict", "-CAfile", server.root, "-untrusted", issuing, file], saying: ": OK", what)
        let chain = certificate + "\n" + (try String(contentsOfFile: bundle, encoding: .utf8))
        try await accept(
            ["certtool", "--verify", "--load-ca-certificate", server.root],
            input: chain,
            saying: "Chain verification output: Verified",
            what
        )
        try await lint("lint_pkix_cert", file, what)
    }

    /// The verdicts on a revocation list (DER) that `issuer` (PEM) signed.
    func judge(revocationList: [UInt8], issuer: String, _ what: Comment) async throws {
        let der = server.folder + "/judged-\(UUID().uuidString).crl"
        try Data(revocationList).write(to: URL(filePath: der))
        let signer = try server.write(issuer, to: "signer-\(UUID().uuidString).pem")
        try await accept(["openssl", "crl", "-inform", "DER", "-in", der, "-noout", "-CAfile", signer], saying: "verify OK", what)
        let pem = der + ".pem"
        try await succeed(["openssl", "crl", "-inform", "DER", "-in", der, "-out", pem])
        try await accept(
            ["certtool", "--verify-crl", "--load-ca-certificate", signer, "--infile", pem],
            saying: "Verification output: Verified",
            what
        )
        try await lint("lint_crl", pem, what, options: ["--type", "CRL", "--profile", "PKIX"])
    }

    /// The exit status of pkilint is the number of findings of this severity and above.
    func lint(_ command: String, _ file: String, _ what: Comment, options: [String] = []) async throws {
        try #require(Programs.hasPkilint, "scripts/setup test installs pkilint")
        let result = try await run([Programs.pkilint + "/" + command, "lint", "--severity", "ERROR"] + options + [file])
        #expect(result.status == 0, "\(what): \(command): \(result.text)\(result.errorText)")
    }

    func accept(_ arguments: [String], input: String? = nil, saying expected: String, _ what: Comment) async throws {
        let result = try await run(arguments, input: input)
        let said = result.text + result.errorText
        #expect(result.status == 0 && said.contains(expected), "\(what): \(arguments[0]) \(arguments[1]): \(said)")
    }
}

extension RunningServer {
    /// The URL of the revocation list that a certificate names.
    nonisolated func revocationListURL(in certificate: String) throws -> String {
        let parsed = try Self.certificate(certificate)
        let value = try #require(parsed.`extension`(CRLDistributionPoints.oid))
        return try #require(CRLDistributionPoints(value: value.value).uris.first)
    }

    /// Fetches the targets of a certificate's addresses over plain HTTP, as a relying party would.
    nonisolated func fetch(_ url: String) async throws -> [UInt8] {
        let result = try await run(["curl", "--silent", "--show-error", "--fail", "--max-time", "120", url])
        guard result.status == 0 else { throw ProgramFailed(arguments: ["curl", url], status: result.status, said: result.errorText) }
        return result.stdout
    }

    nonisolated static func certificate(_ pem: String) throws -> Certificate {
        try Certificate(derEncoded: #require(PEMDocument.parse(pem).first).bytes)
    }
}
