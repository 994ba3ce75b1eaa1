package import PKIFormats

/// How the cards of a profile template are made, as `GET /profiletemplates/{id}/configuration/smartcards` shows it. It has the key that new cards
/// have, so only who may execute with the template gets it.
///
/// Source: "SmartcardConfig Members", "Sample enrollment walkthrough". The page of the route was never published; `ProviderId`,
/// `IsVirtualSmartcard`, `MaximumCertificates`, `MinimumPinLength`, `MaximumPinLength` and `AdminKeyAlgorithm` are chosen.
package struct SmartcardConfigurationBody: Hashable, Sendable {
    package var providerID: String
    package var isVirtualSmartcard: Bool
    /// Hexadecimal; 48 digits for 3DES.
    package var defaultAdminKeyHex: String
    package var diversifyAdminKey: Bool
    /// Number of "UserPinOption Enumeration".
    package var userPinOption: Int
    package var initializeNewSmartcard: Bool
    package var allowSmartcardReuse: Bool
    package var certificateLabel: String
    package var doNotInstallCACertificates: Bool
    package var eraseOnOverflow: Bool
    package var cardInitializationType: String?
    package var cardInitializationData: String?
    /// Nil without a limit.
    package var maximumCertificates: Int?
    package var minimumPinLength: Int
    package var maximumPinLength: Int
    /// `tripleDES`, `aes128`, `aes192` or `aes256`.
    package var adminKeyAlgorithm: String

    package init(
        providerID: String,
        isVirtualSmartcard: Bool,
        defaultAdminKeyHex: String,
        diversifyAdminKey: Bool,
        userPinOption: Int,
        initializeNewSmartcard: Bool,
        allowSmartcardReuse: Bool,
        certificateLabel: String,
        doNotInstallCACertificates: Bool,
        eraseOnOverflow: Bool,
        cardInitializationType: String?,
        cardInitializationData: String?,
        maximumCertificates: Int?,
        minimumPinLength: Int,
        maximumPinLength: Int,
        adminKeyAlgorithm: String
    ) {
        self.providerID = providerID
        self.isVirtualSmartcard = isVirtualSmartcard
        self.defaultAdminKeyHex = defaultAdminKeyHex
        self.diversifyAdminKey = diversifyAdminKey
        self.userPinOption = userPinOption
        self.initializeNewSmartcard = initializeNewSmartcard
        self.allowSmartcardReuse = allowSmartcardReuse
        self.certificateLabel = certificateLabel
        self.doNotInstallCACertificates = doNotInstallCACertificates
        self.eraseOnOverflow = eraseOnOverflow
        self.cardInitializationType = cardInitializationType
        self.cardInitializationData = cardInitializationData
        self.maximumCertificates = maximumCertificates
        self.minimumPinLength = minimumPinLength
        self.maximumPinLength = maximumPinLength
        self.adminKeyAlgorithm = adminKeyAlgorithm
    }

    /// The members in the order of the reference's example, then the other chosen ones.
    package var json: JSONValue {
        .members([
            "ProviderId": .string(providerID), "IsVirtualSmartcard": .bool(isVirtualSmartcard),
            "DefaultAdminKeyHex": .string(defaultAdminKeyHex), "DiversifyAdminKey": .bool(diversifyAdminKey),
            "UserPinOption": .int(userPinOption), "InitializeNewSmartcard": .bool(initializeNewSmartcard),
            "AllowSmartcardReuse": .bool(allowSmartcardReuse), "CertificateLabel": .string(certificateLabel),
            "DoNotInstallCaCertificates": .bool(doNotInstallCACertificates), "EraseOnOverflow": .bool(eraseOnOverflow),
            "CardInitializationType": cardInitializationType.map { .string($0) } ?? .null,
            "CardInitializationData": cardInitializationData.map { .string($0) } ?? .null, "AdminPinPolicy": .null,
            "MaximumCertificates": maximumCertificates.map { .int($0) } ?? .null, "MinimumPinLength": .int(minimumPinLength),
            "MaximumPinLength": .int(maximumPinLength), "AdminKeyAlgorithm": .string(adminKeyAlgorithm),
        ])
    }
}
