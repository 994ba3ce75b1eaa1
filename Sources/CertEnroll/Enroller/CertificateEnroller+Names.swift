import CAInterface
import CertCli
import PKICrypto
import PKIFormats
import PortableFoundation

/// Certificates with other names than were asked for. The store remembers what was asked, so that a start of the program does not ask again.
extension CertificateEnroller {
    /// The property of an installed certificate that holds what was asked for. Numbers from 0x8000 are free for programs
    /// (CERT_FIRST_USER_PROP_ID).
    private static let askedNames = CertEnrollPropertyID(rawValue: 0x8000)

    /// A valid certificate that the CA gave for these names without all of them.
    @concurrent
    func incomplete(_ names: RequestedNames, at time: Date) async throws -> Certificate? {
        let directory = stores.directory(of: context)
        guard EnrollmentStore.exists(at: directory) else { return nil }
        for installed in try EnrollmentStore(directory: directory).certificates() {
            guard installed.properties[Self.askedNames] == names.fingerprint, cameFromHere(installed) else { continue }
            guard let certificate = try? Certificate(derEncoded: installed.certificate), hasTemplate(certificate, installed) else {
                continue
            }
            if certificate.notAfter > time, !names.match(certificate) { return certificate }
        }
        return nil
    }

    /// Remembers what was asked for when the certificate came.
    @concurrent
    func note(_ names: RequestedNames, beside certificate: Certificate) async throws {
        let store = try EnrollmentStore(directory: stores.directory(of: context))
        guard var installed = try store.certificate(thumbprint: Hex.encode(Digest.sha1(certificate.derEncoded))) else { return }
        installed.properties[Self.askedNames] = names.fingerprint
        try store.save(installed)
    }

    static func leftOut(_ names: RequestedNames, _ certificate: Certificate) -> CAError {
        let missing = names.missing(in: certificate)
        let fault = missing.isEmpty ? "It has more names." : "It left out \(missing.joined(separator: ", "))."
        return CAError(
            .wrongState,
            status: .certsrvBadRequestSubject,
            "The CA issued the certificate \(certificate.serialHex) with other names than were asked for. \(fault) Let the template take the names "
                + "from the request, or ask for those that the CA gives. Then remove that certificate (certreq delete) and start again."
        )
    }
}
