import CAInterface
import CertificateTemplates
import PKIDirectory
package import PKIFormats

/// The certificate that a request wants to renew: the attribute 1.3.6.1.4.1.311.13.1 inside of a signed message.
package struct RenewalClaim: Sendable, Hashable {
    /// The value of the attribute as it came.
    package let bytes: [UInt8]
    /// The signature by the key of that certificate; nil when it did not sign.
    package let signature: RequestSignature?

    /// The known signer with the certificate to be renewed; nil when its key did not sign.
    func signer(among signers: [KnownSigner]) -> KnownSigner? {
        signature.flatMap { signature in signers.first { $0.signature == signature } }
    }

    /// The certificate that a stored request names, without a look at its signatures; nil when it names none.
    static func certificate(in request: [UInt8]) -> [UInt8]? {
        if let bare = try? CertificationRequest(derEncoded: request) { return bare.renewalCertificate }
        guard let message = try? EnrollmentMessage(berEncoded: request),
            case .certificationRequest(let inner)? = (try? message.onlyRequest)?.content
        else { return nil }
        return inner.renewalCertificate
    }
}

/// A renewal, as far as the certificate to be renewed allows it.
///
/// Source: MS-WCCE §3.2.1.4.2.1.4.2 and §3.2.2.6.2.1.2.3.
package struct Renewal: Sendable, Hashable {
    /// Why the certificate cannot be renewed this way; nil when it can.
    package let refusal: Denial?
    /// The template takes the earlier approval for this one (PREVIOUS_APPROVAL_VALIDATE_REENROLLMENT): no agent signs again and no officer decides again.
    package let continuesApproval: Bool
    /// The alternative names of the old certificate, which the new one gets where an approval continues and the names are the requester's.
    package let copiedNames: [GeneralName]?

    /// - Returns: nil when the request renews nothing.
    init?(_ received: ReceivedRequest, signers: [KnownSigner], subject: Principal, template: CertificateTemplate) {
        guard let claim = received.renewal else { return nil }
        let signer = claim.signer(among: signers)
        refusal =
            Self.refusal(of: claim, signer: signer, in: received)
            ?? Self.refusal(signer, subject: subject, template: template, key: received.subjectPublicKeyInfo)
        guard refusal == nil, let old = signer?.signature.certificate,
            template.enrollmentFlags.contains(.previousApprovalValidateReenrollment),
            let information = try? old.value(of: CertificateTemplateInformation.self), information.templateID == template.oid,
            let names = try? old.value(of: SubjectAlternativeName.self)?.names ?? []
        else {
            (continuesApproval, copiedNames) = (false, nil)
            return
        }
        if template.takesNamesFromRequest {
            // Other names than the approved ones need an approval of their own.
            let asked = (try? received.alternativeNames.get()) ?? []
            continuesApproval = received.subject.matches(old.subject) && (asked.isEmpty || Set(asked) == Set(names))
            copiedNames = continuesApproval && !names.isEmpty ? names : nil
        } else {
            let known = [
                subject.userPrincipalName.map(GeneralName.userPrincipalName), subject.mail.map(GeneralName.rfc822Name),
            ]
            continuesApproval = known.contains { name in name.map(names.contains) ?? false }
            copiedNames = nil
        }
    }

    /// Why nobody may renew the certificate with this request.
    static func refusal(of claim: RenewalClaim, signer: KnownSigner?, in received: ReceivedRequest) -> Denial? {
        if received.requestType == RequestFormat.pkcs10.rawValue { return bare }
        guard let old = try? Certificate(derEncoded: claim.bytes) else {
            return denial(
                .certsrvBadRenewalCertAttribute,
                value: "unreadable",
                text: "The attribute that names the certificate to be renewed holds none.",
                remedy: "Put the certificate into the attribute 1.3.6.1.4.1.311.13.1."
            )
        }
        let serial = old.serialHex
        guard let signer else {
            return denial(
                .certsrvBadRenewalCertAttribute,
                value: serial,
                text: "The certificate to be renewed, \(serial), is not in the message, or its key did not sign the message.",
                remedy: "Sign the message with the old certificate's key, in PKCS #7 as its first signer, and put the certificate into it."
            )
        }
        if let fault = signer.fault {
            let status: HRESULT =
                switch fault {
                case .unknown: .certsrvBadRenewalCertAttribute
                case .revoked: .cryptRevoked
                case .outsideValidity: .certExpired
                case .holderDisabled: .certsrvEnrollDenied
                case .weakDigest: .certsrvWeakSignatureOrKey
                }
            return denial(
                status,
                value: serial,
                text: "The certificate to be renewed, \(serial), \(fault.text).",
                remedy: "Renew a valid certificate of this installation, signing with SHA-256, or make a new request."
            )
        }
        return nil
    }

    /// Why the subject may not renew the signer's certificate under the template.
    private static func refusal(_ signer: KnownSigner?, subject: Principal, template: CertificateTemplate, key: SubjectPublicKeyInfo)
        -> Denial?
    {
        guard let signer else { return nil }
        let old = signer.signature.certificate
        let serial = old.serialHex
        guard signer.holder == subject.id else {
            return denial(
                .accessDenied,
                value: serial,
                text: "The certificate to be renewed, \(serial), is not one of \(subject.accountName).",
                remedy: "Let its holder renew it."
            )
        }
        guard signer.templateName?.lowercased() == template.name.lowercased() else {
            return denial(
                .certsrvTemplateConflict,
                value: template.name,
                text:
                    "The certificate to be renewed is one of the template \(signer.templateName ?? "none"), the request names \(template.name).",
                remedy: "Renew with the same template, or make a new request."
            )
        }
        if template.privateKeyFlags.contains(.requireSameKeyRenewal), key != old.subjectPublicKeyInfo {
            return denial(
                .certsrvRenewalBadPublicKey,
                value: serial,
                text: "The template \(template.name) asks that a renewal keep its key; the request has another.",
                remedy: "Renew with the key of the old certificate."
            )
        }
        return nil
    }

    /// PKCS #10 alone has no room for the old key's signature (MS-WCCE §3.2.1.4.2.1.4).
    private static let bare = denial(
        .invalidMessageType,
        value: "PKCS #10",
        text: "The request names a certificate to be renewed and is not signed with its key.",
        remedy: "Sign the request with the old certificate's key as PKCS #7 or CMC, or leave the attribute out."
    )

    /// A renewal on behalf of others that names no certificate.
    static let nothingToRenew = denial(
        .certsrvBadRenewalCertAttribute,
        value: "none",
        text: "The request is to renew a certificate on behalf of its holder and names none.",
        remedy: "Put the certificate into the attribute 1.3.6.1.4.1.311.13.1, and sign with its key."
    )

    private static func denial(_ status: HRESULT, value: String, text: String, remedy: String) -> Denial {
        Denial(status, rule: "RenewedCertificateIsOurs", field: "renewalCertificate", value: value, text: text, remedy: remedy)
    }
}
