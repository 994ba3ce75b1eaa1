import PKIFormats

/// The smart-card side of a profile template. Source: "SmartcardConfig Members", "UserPinOption Enumeration"; what is marked chosen is not published.
package struct SmartcardConfiguration: Hashable, Sendable, Codable {
    /// Chosen: `MSBaseCSP`, or `PIV`.
    package var provider: String
    /// The algorithm of the admin key. Cards with challenge and response by 3DES are the documented ones.
    package var adminKeyAlgorithm: AdminKeyAlgorithm
    /// Lower-case hexadecimal of the key that new cards have.
    package var defaultAdminKey: String
    /// Each card gets a key of its own, made from the server's master key.
    package var diversifiesAdminKey: Bool
    package var pinOption: UserPINOption
    package var minimumPINLength: Int
    package var maximumPINLength: Int
    package var initializesNewCards: Bool
    /// A retired card may be issued to another user.
    package var allowsReuse: Bool
    package var erasesOnOverflow: Bool
    /// The chain is not written to the client.
    package var omitsCACertificates: Bool
    /// The friendly name of issued certificates; empty leaves each entry's own.
    package var certificateLabel: String
    /// The name of a card initialization that the program has, and its data.
    package var initializationType: String?
    package var initializationData: String?
    /// Nil without a limit.
    package var maximumCertificates: Int?

    package init(
        provider: String = "MSBaseCSP",
        adminKeyAlgorithm: AdminKeyAlgorithm = .tripleDES,
        defaultAdminKey: String = "010203040506070801020304050607080102030405060708",
        diversifiesAdminKey: Bool = true,
        pinOption: UserPINOption = .userProvided,
        minimumPINLength: Int = 6,
        maximumPINLength: Int = 8,
        initializesNewCards: Bool = false,
        allowsReuse: Bool = true,
        erasesOnOverflow: Bool = false,
        omitsCACertificates: Bool = false,
        certificateLabel: String = "",
        initializationType: String? = nil,
        initializationData: String? = nil,
        maximumCertificates: Int? = nil
    ) {
        self.provider = provider
        self.adminKeyAlgorithm = adminKeyAlgorithm
        self.defaultAdminKey = defaultAdminKey
        self.diversifiesAdminKey = diversifiesAdminKey
        self.pinOption = pinOption
        self.minimumPINLength = minimumPINLength
        self.maximumPINLength = maximumPINLength
        self.initializesNewCards = initializesNewCards
        self.allowsReuse = allowsReuse
        self.erasesOnOverflow = erasesOnOverflow
        self.omitsCACertificates = omitsCACertificates
        self.certificateLabel = certificateLabel
        self.initializationType = initializationType
        self.initializationData = initializationData
        self.maximumCertificates = maximumCertificates
    }
}

/// The cipher of a card's admin key.
package enum AdminKeyAlgorithm: String, CaseIterable, Hashable, Sendable, Codable {
    case tripleDES, aes128, aes192, aes256

    /// Octets of a key.
    package var keyLength: Int {
        switch self {
        case .tripleDES, .aes192: 24
        case .aes128: 16
        case .aes256: 32
        }
    }

    /// Octets of a challenge and its response.
    package var blockLength: Int { self == .tripleDES ? 8 : 16 }
}

extension SmartcardConfiguration {
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        let standard = SmartcardConfiguration()
        self.init(
            provider: try members.value(.provider, else: standard.provider),
            adminKeyAlgorithm: try members.value(.adminKeyAlgorithm, else: standard.adminKeyAlgorithm),
            defaultAdminKey: try members.value(.defaultAdminKey, else: standard.defaultAdminKey),
            diversifiesAdminKey: try members.value(.diversifiesAdminKey, else: standard.diversifiesAdminKey),
            pinOption: try members.value(.pinOption, else: standard.pinOption),
            minimumPINLength: try members.value(.minimumPINLength, else: standard.minimumPINLength),
            maximumPINLength: try members.value(.maximumPINLength, else: standard.maximumPINLength),
            initializesNewCards: try members.value(.initializesNewCards, else: standard.initializesNewCards),
            allowsReuse: try members.value(.allowsReuse, else: standard.allowsReuse),
            erasesOnOverflow: try members.value(.erasesOnOverflow, else: standard.erasesOnOverflow),
            omitsCACertificates: try members.value(.omitsCACertificates, else: standard.omitsCACertificates),
            certificateLabel: try members.value(.certificateLabel, else: standard.certificateLabel),
            initializationType: try members.optional(.initializationType),
            initializationData: try members.optional(.initializationData),
            maximumCertificates: try members.optional(.maximumCertificates)
        )
    }
}
