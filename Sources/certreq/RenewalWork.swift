import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// Renews a certificate of the store, for both spellings. Source: "certreq" command reference, -enroll -cert … Renew.
struct RenewalWork {
    let old: StoredCertificate
    /// Whether the new certificate keeps the key.
    var reusesKey = false

    /// The request: PKCS #7 signed by the old certificate, for the same template and names.
    /// - Throws: `CAError` with 0x800B0101 for a certificate that has expired, 0x80094800 for one without template.
    func enrollment(
        _ server: RemoteEnrollmentServer,
        anchors: [[UInt8]],
        stores: StoreOptions
    ) async throws -> X509Enrollment {
        guard old.certificate.notAfter > Date() else {
            throw CAError(
                .wrongState,
                status: .certExpired,
                "The certificate \(old.certificate.serialHex) expired on \(old.certificate.notAfter.formatted(.iso8601)); only valid ones can be renewed. "
                    + "Enroll for a new one."
            )
        }
        let template = try await server.template(named: try templateName)
        var stores = stores
        stores.store = old.store.directory
        let request = X509CertificateRequestPkcs10()
        let key = reusesKey ? (key: try await old.key(), reference: try old.reference) : nil
        try request.initializeForRenewal(stores.context, template: template, of: old.certificate, key: key)
        request.exportable = old.installed.exportable
        request.clientID = 9
        request.renewalCertificate = old.certificate.derEncoded
        let signed = X509CertificateRequestPkcs7()
        try signed.initializeFromInnerRequest(request)
        signed.signerCertificate = try await old.signer()
        let enrollment = stores.enrollment(server: server, anchors: anchors)
        enrollment.holdsRequestUntilCollected = true
        try await enrollment.initializeFromRequest(signed)
        if let name = old.installed.friendlyName { try enrollment.setCertificateFriendlyName(name) }
        return enrollment
    }

    private var templateName: String {
        get throws {
            if let information = try old.certificate.value(of: CertificateTemplateInformation.self) { return information.templateID.dotted }
            if let name = try old.certificate.value(of: MicrosoftTemplateName.self) { return name.name }
            if let name = old.installed.template { return name }
            throw CAError(
                .malformed,
                status: .certsrvUnsupportedCertType,
                "The certificate \(old.certificate.serialHex) names no template, so it cannot be renewed. Enroll for a new one."
            )
        }
    }
}
