public import CAInterface

/// Finds the CA that a config string names.
public protocol AuthorityConnector: Sendable {
    /// - Throws: `CAError`: 0x80070057 for a CA that does not exist, 0x800706BA for a server that cannot be reached.
    func authority(_ config: ConfigString) async throws -> any CertificateAuthority
}

/// One CA in this process, for every config string.
struct SingleAuthority: AuthorityConnector {
    private let authority: any CertificateAuthority

    init(_ authority: any CertificateAuthority) { self.authority = authority }

    func authority(_ config: ConfigString) async throws -> any CertificateAuthority { authority }
}
