public import CAInterface
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

    /// Every template that the caller may read. The rest of this protocol is for policy servers; a server without them throws 0x80004001.
    func templates() async throws -> [CertificateTemplate]
    /// The CAs that issue.
    func authorities() async throws -> [AuthorityDescription]
    /// The same server, with this one of its CAs for requests.
    func choosing(authority: String) throws -> any EnrollmentServer
    /// Stores a template.
    /// - Throws: `CAError.preconditionFailed`, `.unacceptable` naming the rules that the template breaks, `.accessDenied`.
    func edit(_ edit: TemplateEdit) async throws
    /// Ends the use of a template.
    func retireTemplate(_ name: String) async throws
}

extension EnrollmentServer {
    public var account: String { "" }
    public func templates() async throws -> [CertificateTemplate] { throw CAError.noPolicy }
    public func authorities() async throws -> [AuthorityDescription] { throw CAError.noPolicy }
    public func choosing(authority: String) throws -> any EnrollmentServer { throw CAError.noPolicy }
    public func edit(_ edit: TemplateEdit) async throws { throw CAError.noPolicy }
    public func retireTemplate(_ name: String) async throws { throw CAError.noPolicy }
}

extension CAError {
    static func noTemplate(_ name: String) -> CAError {
        CAError(
            .notFound,
            status: .certsrvUnsupportedCertType,
            "The certificate template \"\(name)\" does not exist, or you may not read it. Check the spelling; `chancery template list` and the CA property TEMPLATES list all templates."
        )
    }

    fileprivate static var noPolicy: CAError {
        CAError(.notImplemented, status: .notImplemented, "This server tells one template at a time and no list. Use a Chancery server.")
    }
}
