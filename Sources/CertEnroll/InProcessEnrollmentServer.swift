public import CAInterface
public import CertCli
public import CertificateTemplates
import PKIFormats

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
        let bound = try await authorities.authority(named: authority, for: caller)
        let listed = try await bound.templates(enrollable: false)
        if let found = listed.first(where: { $0.name.lowercased() == name.lowercased() || $0.oid.dotted == name }) { return found }
        do {
            return try await bound.template(named: name)
        } catch let error as CAError where error.code == .notFound {
            throw CAError.noTemplate(name)
        }
    }

    public func config() async throws -> ConfigString { ConfigString(host: "localhost", authority: authority) }

    public func templates() async throws -> [CertificateTemplate] {
        try await authorities.authority(named: authority, for: caller).templates(enrollable: false)
    }

    public func authorities() async throws -> [AuthorityDescription] { try await authorities.authorities() }

    public func choosing(authority: String) -> any EnrollmentServer {
        InProcessEnrollmentServer(authorities: authorities, caller: caller, authority: authority)
    }

    public func edit(_ edit: TemplateEdit) async throws {
        let outcome = try await authorities.authority(named: authority, for: caller).edit([edit], [])
        guard outcome.isRefused else { return }
        let findings = outcome.outcomes.flatMap(\.findings).map { "\($0.problem)" }.joined(separator: " ")
        throw CAError(.unacceptable, status: .invalidArgument, "The template \(edit.template.name) is not stored. \(findings)")
    }

    public func retireTemplate(_ name: String) async throws {
        try await authorities.authority(named: authority, for: caller).retireTemplate(name, version: nil)
    }
}
