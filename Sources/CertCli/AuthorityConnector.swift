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
