/// The objects that a CA has published for everybody: revocation lists and CA certificates, by the names in certificates.
public protocol PublicationSource: Sendable {
    /// - Parameter path: the path below the public address, e.g. `crl/Chancery Issuing CA.crl`, decoded.
    func published(_ path: String) async throws -> PublishedObject?
}
