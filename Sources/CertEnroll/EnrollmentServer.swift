public import CAInterface
public import CertCli
public import CertificateTemplates
import PKIFormats
import WireProtocols

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

/// A Chancery server over HTTPS.
public struct RemoteEnrollmentServer: EnrollmentServer {
    private let given: ConfigString
    private let remote: RemoteConnector
    private let administration: @Sendable () async throws -> RemoteAdministration

    public var connector: any AuthorityConnector { remote }
    public let account: String

    /// - Parameter config: `host[:port]\CA name`; the CA part may be left out when the server has one CA.
    public init(config: String, credential: Credential, trust: ServerTrust = .system) throws(CAError) {
        let given = try ConfigString(config, authorityRequired: false)
        self.given = given
        account = credential.identity
        let remote = RemoteConnector(credential: credential, trust: trust)
        self.remote = remote
        administration = { try await remote.administration(given) }
    }

    public func template(named name: String) async throws -> CertificateTemplate {
        do {
            if OID(dotted: name) != nil {
                let all = try await administration().templates()
                guard let found = all.first(where: { $0.oid == name }) else { throw CAError.noTemplate(name) }
                return try found.template()
            }
            return try await administration().template(named: name).template()
        } catch let error as CAError where error.code == .notFound {
            throw CAError.noTemplate(name)
        } catch let error as UnreadableBody {
            throw CAError(.untrustedServer, status: .invalidData, "The server's template \(name) cannot be read: \(error.reason).")
        }
    }

    public func config() async throws -> ConfigString { try await remote.completed(given) }
}

/// A CA of this process, as one caller sees it.
public struct InProcessEnrollmentServer: EnrollmentServer {
    private let authorities: any AuthoritySource
    private let caller: Caller
    private let authority: String

    public init(authorities: any AuthoritySource, caller: Caller, authority: String) {
        self.authorities = authorities
        self.caller = caller
        self.authority = authority
    }

    public var connector: any AuthorityConnector { InProcessConnector(authorities: authorities, caller: caller) }
    public var account: String { caller.accountName }

    public func template(named name: String) async throws -> CertificateTemplate {
        let all = try await authorities.authority(named: authority, for: caller).templates(enrollable: false)
        guard let found = all.first(where: { $0.name.lowercased() == name.lowercased() || $0.oid.dotted == name }) else {
            throw CAError.noTemplate(name)
        }
        return found
    }

    public func config() async throws -> ConfigString { ConfigString(host: "localhost", authority: authority) }
}
