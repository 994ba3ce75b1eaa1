import CAInterface
import PKICrypto
import PKIFormats

/// Certificates of the stores with their properties.
extension CertificateLookup {
    /// - Throws: `CAError` with 0x80092004 when no store of the context has the certificate.
    func installed(
        _ certificate: [UInt8],
        _ encoding: EncodingType,
        _ machineContext: Bool
    ) throws(CAError) -> (installed: InstalledCertificate, store: EnrollmentStore) {
        let context: X509CertificateEnrollmentContext = machineContext ? .machine : .user
        let found = try find(certificate, encoding: encoding, context: context, needsKey: false)
        let thumbprint = Hex.encode(Digest.sha1(found.certificate.derEncoded))
        if EnrollmentStore.exists(at: stores.directory(of: context)) {
            let store = try EnrollmentStore(directory: stores.directory(of: context))
            if let installed = try store.certificate(thumbprint: thumbprint) { return (installed, store) }
        }
        throw CAError(
            .notFound,
            status: .cryptNotFound,
            "The certificate \(thumbprint) is not installed in \(stores.directory(of: context)). Install it first, or use the other context."
        )
    }

    /// Changes the record of a certificate, one program at a time.
    /// - Throws: `CAError` with 0x800700AA when another program changes it right now.
    func change(
        _ certificate: [UInt8],
        _ encoding: EncodingType,
        _ machineContext: Bool,
        _ body: (inout InstalledCertificate) throws -> Void
    ) throws {
        let (found, store) = try installed(certificate, encoding, machineContext)
        let thumbprint = Hex.encode(Digest.sha1(found.certificate))
        guard let lock = try RequestLock(path: store.directory + "/certificates/\(thumbprint).lock") else {
            throw CAError(.conflict, status: .busy, "Another program changes the properties of this certificate right now. Try again.")
        }
        try withExtendedLifetime(lock) {
            // Read again under the lock: the record may have changed since.
            guard var installed = try store.certificate(thumbprint: thumbprint) else {
                throw CAError(.notFound, status: .cryptNotFound, "The certificate \(thumbprint) was removed meanwhile.")
            }
            try body(&installed)
            try store.save(installed)
        }
    }
}
