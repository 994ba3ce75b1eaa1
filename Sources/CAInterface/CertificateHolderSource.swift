public import PortableFoundation

/// Finds who holds a client certificate, from our own database and nothing else: the principal comes from the row.
public protocol CertificateHolderSource: Sendable {
    /// The principal whose row this certificate is, when it chains to our CA, carries client authentication, and its row is issued, unexpired and unrevoked.
    /// Asked at every request, so that a revocation counts at once.
    /// - Returns: nil when any of these does not hold, or the principal is disabled.
    func holder(ofCertificate der: [UInt8], at date: Date) async throws -> CertificateHolder?
}
