import CAInterface
package import CertificateTemplates
package import PortableFoundation
import PKIFormats

/// Tells the client how to make one PKCS#10: the properties of the CA's certificate template in the terms of the client's key interface.
///
/// Source: "Get certificate request generation options"; `ExportOption`, `KeyProtectionLevel` and `EnrollKeyUsages` numbers of the Windows enrollment interface.
package struct GenerationOption: Hashable, Sendable {
    /// Empty, because the CA takes the subject from the directory.
    package let subject: String
    package let keyAlgorithmName: String
    /// In bits.
    package let keySize: Int
    package let friendlyName: String
    package let hashAlgorithmName: String
    /// To be tried in this order.
    package let keyStorageProviderNames: [String]
    /// 0 not exportable, 1 exportable.
    package let exportable: Int
    /// 0 none, 1 consent.
    package let keyProtectionLevel: Int
    /// 1 decryption, 2 signing, 4 key agreement.
    package let keyUsages: Int

    package init(entry: ProfileTemplate.CertificateEntry, isSmartcard: Bool, template: CertificateTemplate) {
        subject = ""
        keyAlgorithmName = "RSA"
        keySize = max(template.minimumKeySize, 2048)
        friendlyName = entry.friendlyName.isEmpty ? template.displayName : entry.friendlyName
        hashAlgorithmName = "SHA256"
        keyStorageProviderNames = [isSmartcard ? "Microsoft Smart Card Key Storage Provider" : "Microsoft Software Key Storage Provider"]
        exportable = template.privateKeyFlags.contains(.exportableKey) ? 1 : 0
        keyProtectionLevel = template.privateKeyFlags.contains(.strongKeyProtectionRequired) ? 1 : 0
        var usages = 0
        if !template.keyUsage.isDisjoint(with: [.keyEncipherment, .dataEncipherment]) { usages |= 1 }
        if !template.keyUsage.isDisjoint(with: [.digitalSignature, .nonRepudiation]) { usages |= 2 }
        if template.keyUsage.contains(.keyAgreement) { usages |= 4 }
        keyUsages = usages == 0 ? 2 : usages
    }
}

extension BoundManagement {
    /// One option for each PKCS#10, in the order in which the client must send them. Nil when the request is absent or invisible.
    /// - Throws: `.accessDenied` without the right to execute; `.requestStateInvalid` unless the request is approved or executing.
    package func generationOptions(of id: UUID) async throws -> [GenerationOption]? {
        guard let situation = try await situation(of: id) else { return nil }
        try require(.execute, in: situation, to: "execute it")
        var machine = situation.request.machine
        do { _ = try machine.execute() } catch { throw ManagementError.wrongState(error) }
        var options: [GenerationOption] = []
        for entry in situation.entries {
            let template = try await certificateTemplate(of: entry)
            options.append(GenerationOption(entry: entry, isSmartcard: situation.contents.isSmartcard, template: template))
        }
        return options
    }

    private func certificateTemplate(of entry: ProfileTemplate.CertificateEntry) async throws -> CertificateTemplate {
        do {
            let authority = try await authority(named: try await authorityName(for: entry))
            if let template = try await authority.templates(enrollable: false).first(where: {
                $0.name.lowercased() == entry.template.lowercased()
            }) {
                return template
            }
        } catch {
            throw unreachable(error)
        }
        throw ManagementError(
            .errorGeneratingCertificates,
            "The certificate template \(entry.template) of this profile does not exist at the CA or the management agent may not read it. "
                + "Ask a CA administrator to publish it."
        )
    }
}
