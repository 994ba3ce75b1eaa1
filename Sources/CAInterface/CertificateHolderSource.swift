public import PortableFoundation

/// Finds the holder of a client certificate, only from our own database: the principal comes from the row.
public protocol CertificateHolderSource: Sendable {
    /// The principal of the row of this certificate. The certificate must chain to our CA and carry client authentication, and its row must
    /// be issued, unexpired and unrevoked. This is checked at every request, so that a revocation takes effect at once.
    /// - Returns: nil when any of these conditions fails, or the principal is disabled.
    func holder(ofCertificate der: [UInt8], at date: Date) async throws -> CertificateHolder?
}
