import CAInterface
public import CertCli
public import CertificateTemplates

/// Where an enrollment finds templates and sends requests: what Active Directory is to the documented interface.
public protocol EnrollmentServer: Sendable {
    /// The template by common name or dotted object identifier.
    /// - Throws: `CAError` with 0x80094800 when there is none the caller may read.
    func template(named name: String) async throws -> CertificateTemplate
    /// The CA that requests go to.
    func config() async throws -> ConfigString
    /// How that CA is reached.
    var connector: any AuthorityConnector { get }
    /// As whom requests are sent: submission keys are one account's own. Any text; empty where it is always the same.
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
            "There is no certificate template \"\(name)\" that you may read. Check the spelling; `chancery template list` and the CA property TEMPLATES list those there are."
        )
    }
}
