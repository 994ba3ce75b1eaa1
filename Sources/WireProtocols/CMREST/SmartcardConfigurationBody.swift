package import PKIFormats

/// The smart-card side of a profile template. Three names are certain from the walkthrough, others are those of the documented class, and the rest is chosen.
///
/// Source: "Sample enrollment walkthrough", "SmartcardConfig Members".
package struct SmartcardConfigurationBody: Hashable, Sendable {
    package var provider: String
    package var isVirtual: Bool
    /// Hexadecimal of the admin key of new cards.
    package var defaultAdminKey: String
    package var diversifiesAdminKey: Bool
    package var pinOption: Int
    package var initializesNewCards: Bool
    package var allowsReuse: Bool
    package var certificateLabel: String
    package var omitsCACertificates: Bool
    package var erasesOnOverflow: Bool
    package var initializationType: String?
    package var initializationData: String?
    package var maximumCertificates: Int?
    package var minimumPINLength: Int
    package var maximumPINLength: Int
    package var adminKeyAlgorithm: String

    package init(
        provider: String,
        isVirtual: Bool,
        defaultAdminKey: String,
        diversifiesAdminKey: Bool,
        pinOption: Int,
        initializesNewCards: Bool,
        allowsReuse: Bool,
        certificateLabel: String,
        omitsCACertificates: Bool,
        erasesOnOverflow: Bool,
        initializationType: String?,
        initializationData: String?,
        maximumCertificates: Int?,
        minimumPINLength: Int,
        maximumPINLength: Int,
        adminKeyAlgorithm: String
    ) {
        self.provider = provider
        self.isVirtual = isVirtual
        self.defaultAdminKey = defaultAdminKey
        self.diversifiesAdminKey = diversifiesAdminKey
        self.pinOption = pinOption
        self.initializesNewCards = initializesNewCards
        self.allowsReuse = allowsReuse
        self.certificateLabel = certificateLabel
        self.omitsCACertificates = omitsCACertificates
        self.erasesOnOverflow = erasesOnOverflow
        self.initializationType = initializationType
        self.initializationData = initializationData
        self.maximumCertificates = maximumCertificates
        self.minimumPINLength = minimumPINLength
        self.maximumPINLength = maximumPINLength
        self.adminKeyAlgorithm = adminKeyAlgorithm
    }

    package var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .members([
            "ProviderId": .string(provider), "IsVirtualSmartcard": .bool(isVirtual), "DefaultAdminKeyHex": .string(defaultAdminKey),
            "DiversifyAdminKey": .bool(diversifiesAdminKey), "UserPinOption": .int(pinOption),
            "InitializeNewSmartcard": .bool(initializesNewCards), "AllowSmartcardReuse": .bool(allowsReuse),
            "CertificateLabel": .string(certificateLabel), "DoNotInstallCaCertificates": .bool(omitsCACertificates),
            "EraseOnOverflow": .bool(erasesOnOverflow), "CardInitializationType": text(initializationType),
            "CardInitializationData": text(initializationData), "AdminPinPolicy": .null,
            "MaximumCertificates": maximumCertificates.map { .int($0) } ?? .null, "MinimumPinLength": .int(minimumPINLength),
            "MaximumPinLength": .int(maximumPINLength), "AdminKeyAlgorithm": .string(adminKeyAlgorithm),
        ])
    }
}
