public import CAInterface

/// Finds the CA that a config string names.
public protocol AuthorityConnector: Sendable {
    /// - Throws: `CAError`: 0x80070057 for a CA that does not exist, 0x800706BA for a server that cannot be reached.
    func authority(_ config: ConfigString) async throws -> any CertificateAuthority

    /// The same CAs for another identity, as "ICertRequest3::SetCredential" wants it.
    /// - Returns: nil when the caller's identity is fixed, as it is inside of a process; it then stays as it is.
    func connector(for credential: Credential) -> (any AuthorityConnector)?
}

extension AuthorityConnector {
    public func connector(for credential: Credential) -> (any AuthorityConnector)? { nil }
}

/// One CA in this process, for every config string.
struct SingleAuthority: AuthorityConnector {
    private let authority: any CertificateAuthority

    init(_ authority: any CertificateAuthority) { self.authority = authority }

    func authority(_ config: ConfigString) async throws -> any CertificateAuthority { authority }
}
