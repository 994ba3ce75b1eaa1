public import CAInterface

/// Finds the CA that a config string means.
public protocol AuthorityConnector: Sendable {
    /// - Throws: `CAError`: 0x80070057 for a CA that is not there, 0x800706BA for a server that cannot be reached.
    func authority(_ config: ConfigString) async throws -> any CertificateAuthority
}

/// One CA in this process, whatever the config string.
struct SingleAuthority: AuthorityConnector {
    private let authority: any CertificateAuthority

    init(_ authority: any CertificateAuthority) { self.authority = authority }

    func authority(_ config: ConfigString) async throws -> any CertificateAuthority { authority }
}

/// The CAs of this process, as one caller sees them: the CA part of the config string chooses, the machine part is not compared.
public struct InProcessConnector: AuthorityConnector {
    private let authorities: any AuthoritySource
    private let caller: Caller

    public init(authorities: any AuthoritySource, caller: Caller) {
        self.authorities = authorities
        self.caller = caller
    }

    public func authority(_ config: ConfigString) async throws -> any CertificateAuthority {
        try await authorities.authority(named: config.authority, for: caller)
    }
}
