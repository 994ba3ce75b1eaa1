import CAInterface
public import CertCli
public import CertificateTemplates

/// The source of templates and the target of requests for an enrollment. For the documented interface, this is Active Directory.
public protocol EnrollmentServer: Sendable {
    /// The template by common name or dotted object identifier.
    /// - Throws: `CAError` with 0x80094800 when the template does not exist or the caller may not read it.
    func template(named name: String) async throws -> CertificateTemplate
    /// The CA to which requests go.
    func config() async throws -> ConfigString
    /// The connection to that CA.
    var connector: any AuthorityConnector { get }
    /// The account that sends requests, because submission keys belong to one account. Any text; empty if it is always the same.
    var account: String { get }
}

extension EnrollmentServer {
    public var account: String { "" }
}

extension CAError {
    static func noTemplate(_ name: String) -> CAError {
        CAError(
            .notFound,
            status: .certsrvUnsupportedCertType,
            "The certificate template \"\(name)\" does not exist, or you may not read it. Check the spelling; `chancery template list` and the CA property TEMPLATES list all templates."
        )
    }
}
