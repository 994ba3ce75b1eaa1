import WireProtocols

/// The keys of [NewRequest], each once in Windows' spelling, with its treatment. Source: "certreq" command reference. If a key that changes the
/// certificate or the place of its key were ignored, the result would differ from the file.
enum PolicyKey {
    enum Treatment {
        case read
        /// Changes nothing in the request or in who can use the key; it is named in the output and ignored.
        case withoutEffect
        /// Accepted when switched off, and not built when on.
        case offOnly
        /// Not built, with any value.
        case notBuilt
    }

    static let table: [(name: String, treatment: Treatment)] = [
        ("Subject", .read), ("X500NameFlags", .read), ("SuppressDefaults", .read), ("KeyLength", .read), ("KeyAlgorithm", .read),
        ("Exportable", .read), ("MachineKeySet", .read), ("FriendlyName", .read), ("HashAlgorithm", .read), ("KeyUsage", .read),
        ("RequestType", .read), ("ProviderName", .read), ("SMIME", .read), ("AlternateSignatureAlgorithm", .read), ("RenewalCert", .read),
        ("RequesterName", .read), ("UseExistingKeySet", .read), ("KeyContainer", .read), ("ExportableEncrypted", .read),
        ("SubjectNameFlags", .read), ("ValidityPeriod", .read), ("ValidityPeriodUnits", .read), ("NotBefore", .read), ("NotAfter", .read),
        // Windows' own kinds of providers and key handles.
        ("KeySpec", .withoutEffect), ("KeyUsageProperty", .withoutEffect), ("ProviderType", .withoutEffect), ("Silent", .withoutEffect),
        ("UseKeySet", .withoutEffect), ("ContextFlags", .withoutEffect),
        // Keys of the store always belong only to their account, even if a descriptor grants them to others.
        ("SecurityDescriptor", .withoutEffect),
        ("PrivateKeyArchive", .read), ("EncryptionAlgorithm", .read), ("EncryptionLength", .read),
        // A key that asks its owner at every use is not built.
        ("UserProtected", .offOnly), ("KeyProtection", .offOnly), ("EncipherOnly", .offOnly),
        ("ReaderName", .notBuilt),
    ]

    /// Why a key is not built, and what to do instead.
    static func remedy(of key: String) -> String? {
        switch key.lowercased() {
        case "userprotected", "keyprotection":
            "a key of this store is used without asking anybody; remove the key, or keep the store's folder to one account"
        case "encipheronly": "it belongs to keys of old DH providers; remove it, or ask for the usage with KeyUsage"
        case "readername": "keys of cards are not built; remove it, and the key is made in the store"
        case "providername": "keys here are software keys of the store; name \"Microsoft Software Key Storage Provider\", or remove the key"
        default: nil
        }
    }

    private static let treatments = Dictionary(table.map { ($0.name.lowercased(), $0.treatment) }) { first, _ in first }

    static func treatment(of key: String) -> Treatment? { treatments[key.lowercased()] }

    /// Providers of software keys, which are the kind of key here. A card or a TPM would keep the key elsewhere.
    static let softwareProviders: Set = [
        "microsoft software key storage provider", "microsoft enhanced cryptographic provider v1.0",
        "microsoft base cryptographic provider v1.0", "microsoft strong cryptographic provider",
        "microsoft enhanced rsa and aes cryptographic provider",
        "microsoft enhanced rsa and aes cryptographic provider (prototype)", "microsoft rsa schannel cryptographic provider",
        "microsoft dh schannel cryptographic provider",
    ]

    static let sectionsRead =
        ["Version", "NewRequest", "RequestAttributes", "Extensions", "Strings"] + PolicySections.keys.map(\.section)

    /// Sections for the setup of a CA, which shares this grammar. `certreq` of Windows does not read them either.
    static let sectionsWithoutEffect = ["Certsrv_Server", "CRLDistributionPoint", "AuthorityInformationAccess"]

}
