import CertManagement
import PKIDirectory
import WireProtocols

extension SmartcardConfigurationBody {
    /// Nil for a software template.
    init?(_ template: ProfileTemplate) {
        guard template.isSmartcard, let configuration = template.smartcard else { return nil }
        self.init(
            providerID: configuration.provider,
            isVirtualSmartcard: template.isVirtualSmartcard,
            defaultAdminKeyHex: configuration.defaultAdminKey,
            diversifyAdminKey: configuration.diversifiesAdminKey,
            userPinOption: configuration.pinOption.rawValue,
            initializeNewSmartcard: configuration.initializesNewCards,
            allowSmartcardReuse: configuration.allowsReuse,
            certificateLabel: configuration.certificateLabel,
            doNotInstallCACertificates: configuration.omitsCACertificates,
            eraseOnOverflow: configuration.erasesOnOverflow,
            cardInitializationType: configuration.initializationType,
            cardInitializationData: configuration.initializationData,
            maximumCertificates: configuration.maximumCertificates,
            minimumPinLength: configuration.minimumPINLength,
            maximumPinLength: configuration.maximumPINLength,
            adminKeyAlgorithm: configuration.adminKeyAlgorithm.rawValue
        )
    }
}
