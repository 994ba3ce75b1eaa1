public import CAInterface

/// The CAs of this process, as one caller sees them. The CA part of the config string chooses; the machine part is ignored.
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
