import CertCli

func submit(_ csr: [UInt8], secret: String) async throws {
    let request = CertRequest(credential: .password("alice", secret))
    let disposition = try await request.submit(csr, format: .pkcs10, attributes: ["CertificateTemplate": "WebServer"],
                                               config: "pki.example.com\\Chancery Issuing CA")
    if disposition == .issued { let chain = try request.certificate(.pkcs7Chain); print(chain) }
}
