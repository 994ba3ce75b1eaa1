import CertCli
import CertEnroll

/// A server that can change its certificate.
protocol ReloadingServer {
    func reload(_ tls: TLSIdentity) async throws
}

func serve(_ server: some ReloadingServer, credential: Credential) async throws {
    let enroller = try CertificateEnroller(ca: "pki.example.com\\Issuing CA", template: "WebServer", credential: credential)
    let identity = try await enroller.identity(dnsNames: ["www.example.com"])   // from the store, or enrolled
    for try await renewed in enroller.renewals(of: identity) { try await server.reload(renewed.tls) }
}
