import CAInterface
import CertificateTemplates
package import PortableFoundation
import PKIFormats

/// A signature around a request, with what our own records say about the certificate that made it.
package struct KnownSigner: Sendable, Hashable {
    /// Why the certificate counts for nothing.
    package enum Fault: Sendable, Hashable {
        /// No authority of this installation issued this very certificate.
        case unknown
        case revoked
        case outsideValidity
        case holderDisabled
        /// The signature uses SHA-1.
        case weakDigest
    }

    package let signature: RequestSignature
    /// Who the certificate was issued to; nil when it is not ours.
    package let holder: UUID?
    /// The template it was issued with.
    package let templateName: String?
    /// nil: it is ours, issued, valid now, and its holder's account is enabled.
    package let fault: Fault?

    package init(signature: RequestSignature, holder: UUID?, templateName: String?, fault: Fault?) {
        self.signature = signature
        self.holder = holder
        self.templateName = templateName
        self.fault = fault
    }

    /// Why the signature is not one that the template asks for, in words; nil when it is: the certificate has all the purposes and issuance policies that
    /// the template names for signers, and without a purpose among them that of an enrollment agent.
    func refusal(under template: CertificateTemplate) -> String? {
        let purposes =
            template.authorizedSignaturePurposes.isEmpty ? [OID.KeyPurpose.certificateRequestAgent] : template.authorizedSignaturePurposes
        for purpose in purposes {
            if let reason = refusal(for: purpose) { return reason }
        }
        if template.authorizedSignaturePolicies.isEmpty { return nil }
        do throws(FormatError) {
            let policies = try signature.certificate.value(of: CertificatePolicies.self)?.policies ?? []
            // Any policy is not enough: the template names them.
            return template.authorizedSignaturePolicies.first { !policies.contains($0) }.map { "lacks the issuance policy \($0.shown)" }
        } catch {
            return "has issuance policies that cannot be read: \(error)"
        }
    }

    /// Why the signature is not that of somebody whose certificate has this purpose, in words; nil when it is.
    func refusal(for purpose: OID) -> String? {
        if let fault { return fault.text }
        let certificate = signature.certificate
        // Any purpose is not enough: who may sign for others is named.
        do throws(FormatError) {
            if try certificate.value(of: ExtendedKeyUsage.self)?.purposes.contains(purpose) == true,
                try certificate.extensionRefusing(purpose: purpose) == nil
            {
                return nil
            }
        } catch {
            return "has purposes that cannot be read: \(error)"
        }
        return "lacks the key purpose \(purpose.shown)"
    }
}

extension KnownSigner.Fault {
    /// The end of a sentence that begins with "The certificate … ".
    package var text: String {
        switch self {
        case .unknown: "was not issued by this installation"
        case .revoked: "is revoked"
        case .outsideValidity: "is not within its validity period"
        case .holderDisabled: "belongs to a disabled account"
        case .weakDigest: "signed with a weak digest"
        }
    }
}
