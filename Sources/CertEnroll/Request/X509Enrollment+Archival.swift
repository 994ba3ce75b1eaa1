import CAInterface
import CertCli
import PortableFoundation
import PKICrypto
import PKIFormats

/// Private keys that go to the CA with their request.
extension X509Enrollment {
    /// Gets the certificate for which the private key is encrypted, unless the caller has set one. Only a certificate that the CA's own
    /// root answers for is taken, so that nobody between can read the key.
    func fetchExchangeCertificate(
        for request: any IX509CertificateRequest,
        from server: any EnrollmentServer,
        _ config: ConfigString
    ) async throws {
        guard let message = request as? X509CertificateRequestCmc, message.lacksExchangeCertificate else { return }
        let client = CertCli.CertRequest(connector: server.connector)
        let chain = try SignedData(
            contentInfo: try await client.caCertificate(exchange: false, config: config.description, flags: OutputFlags(.binary, .chain))
                .bytes
        ).certificates.compactMap { try? Certificate(derEncoded: $0) }
        let exchange = try await client.caCertificate(exchange: true, config: config.description, flags: .binary).bytes
        let check = ChainCheck(
            presented: chain,
            known: [],
            anchors: chain.filter(\.isSelfIssued),
            time: now(),
            verifier: verifier
        )
        let certificate: Certificate
        do throws(FormatError) {
            certificate = try Certificate(derEncoded: exchange)
        } catch {
            throw CAError.unreadable("The CA's exchange certificate", error)
        }
        _ = try check.path(from: certificate, tolerant: false)
        message.keyArchivalCertificate = exchange
        message.legacyCiphers = message.legacyCiphers ?? legacy
    }
}
