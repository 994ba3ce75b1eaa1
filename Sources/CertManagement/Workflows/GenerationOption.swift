import CAInterface
package import CertificateTemplates
package import PortableFoundation
import Logging
import PKIDirectory
import PKIFormats

/// Tells the client how to make one PKCS#10: the properties of the CA's certificate template in the terms of the client's key interface.
///
/// Source: "Get certificate request generation options"; `ExportOption`, `KeyProtectionLevel` and `EnrollKeyUsages` numbers of the Windows enrollment interface.
package struct GenerationOption: Hashable, Sendable {
    /// Empty, because the CA takes the subject from the directory.
    package let subject: String
    /// `RSA`, `ECDSA_P256`, …
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
    /// 1 decryption, 2 signing, 4 key agreement, 0xFFFFFF all.
    package let keyUsages: Int

    package init(entry: ProfileTemplate.CertificateEntry, isSmartcard: Bool, template: CertificateTemplate) {
        subject = ""
        let demand = KeyDemand(of: template)
        keyAlgorithmName = demand.algorithmName
        keySize = demand.bits
        friendlyName = entry.friendlyName.isEmpty ? template.displayName : entry.friendlyName
        hashAlgorithmName = demand.hashName
        if isSmartcard {
            keyStorageProviderNames = ["Microsoft Smart Card Key Storage Provider"]
        } else {
            keyStorageProviderNames = template.keyProviders.isEmpty ? ["Microsoft Software Key Storage Provider"] : template.keyProviders
        }
        exportable = template.privateKeyFlags.contains(.exportableKey) ? 1 : 0
        keyProtectionLevel = template.privateKeyFlags.contains(.strongKeyProtectionRequired) ? 1 : 0
        if let usages = template.providerKeyUsage, usages != 0 {
            keyUsages = usages
            return
        }
        var usages = 0
        if !template.keyUsage.isDisjoint(with: [.keyEncipherment, .dataEncipherment]) { usages |= 1 }
        if !template.keyUsage.isDisjoint(with: [.digitalSignature, .nonRepudiation]) { usages |= 2 }
        if template.keyUsage.contains(.keyAgreement) { usages |= 4 }
        keyUsages = usages == 0 ? 2 : usages
    }
}

extension BoundManagement {
    /// One option for each PKCS#10, in the order in which the client must send them. None for keys that the service makes. Nil when the request is
    /// absent or invisible.
    /// - Throws: `.accessDenied` without the right to execute; `.requestStateInvalid` unless the request is approved or executing.
    package func generationOptions(of id: UUID) async throws -> [GenerationOption]? {
        guard let situation = try await situation(of: id) else { return nil }
        try require(.execute, in: situation, to: "execute it")
        try requireNotEnding(situation.request)
        var machine = situation.request.machine
        do { _ = try machine.execute() } catch { throw ManagementError.wrongState(error) }
        var options: [GenerationOption] = []
        for index in CertificatePlan(situation.request, situation.contents).client {
            let entry = situation.contents.certificates[index]
            let template = try await certificateTemplate(of: entry)
            options.append(GenerationOption(entry: entry, isSmartcard: situation.contents.isSmartcard, template: template))
        }
        return options
    }

    func certificateTemplate(of entry: ProfileTemplate.CertificateEntry) async throws -> CertificateTemplate {
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
        service.logger.error(
            "certificate template of a profile is not at its CA",
            metadata: ["template": "\(entry.template)", "correlation": "\(caller.correlationID)"]
        )
        throw ManagementError(
            .requestStateInvalid,
            "The certificate template \(entry.template) of this profile does not exist at the CA or the management agent may not read it. "
                + "Ask a CA administrator to publish it."
        )
    }
}
