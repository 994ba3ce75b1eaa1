package import CAInterface
package import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats

extension CertificationService: CertificateHolderSource {
    package func holder(ofCertificate der: [UInt8], at date: Date) async throws -> CertificateHolder? {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        return try await mapped {
            guard let row = try await store.request(certificateSerial: certificate.serialHex, issuer: certificate.issuer.derEncoded),
                row.disposition == .issued, let stored = row.certificate,
                // Equal bytes show that it is the certificate we signed, so its signature needs no other check.
                stored.bytes == der, stored.notBefore <= date, date <= stored.notAfter
            else { return nil }
            guard let purposes = try? certificate.value(of: ExtendedKeyUsage.self), purposes.purposes.contains(OID.KeyPurpose.clientAuth),
                try certificate.extensionRefusing(purpose: OID.KeyPurpose.clientAuth) == nil
            else { return nil }
            guard let principal = try await directory.principal(id: row.requester), principal.enabled else { return nil }
            return CertificateHolder(principal: principal, serialNumber: stored.serialNumber, sha256: Digest.sha256(der))
        }
    }
}
