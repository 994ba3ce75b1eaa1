// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Provider and algorithm selection. Bits that are combined; unknown ones are kept. Source: "AlgorithmOperationFlags enumeration".
public struct AlgorithmOperationFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_NCRYPT_NO_OPERATION` 0.
    public static let noOperation = Self([])
    /// `XCN_NCRYPT_CIPHER_OPERATION` 1.
    public static let cipherOperation = Self(rawValue: 1)
    /// `XCN_NCRYPT_HASH_OPERATION` 2.
    public static let hashOperation = Self(rawValue: 2)
    /// `XCN_NCRYPT_ASYMMETRIC_ENCRYPTION_OPERATION` 4.
    public static let asymmetricEncryptionOperation = Self(rawValue: 4)
    /// `XCN_NCRYPT_SECRET_AGREEMENT_OPERATION` 8.
    public static let secretAgreementOperation = Self(rawValue: 8)
    /// `XCN_NCRYPT_SIGNATURE_OPERATION` 16.
    public static let signatureOperation = Self(rawValue: 16)
    /// `XCN_NCRYPT_RNG_OPERATION` 32.
    public static let rngOperation = Self(rawValue: 32)
    /// `XCN_NCRYPT_KEY_DERIVATION_OPERATION` 64.
    public static let keyDerivationOperation = Self(rawValue: 64)
    /// `XCN_NCRYPT_KEY_ENCAPSULATION_OPERATION` 128.
    public static let keyEncapsulationOperation = Self(rawValue: 128)
    /// `XCN_NCRYPT_ANY_ASYMMETRIC_OPERATION` 156.
    public static let anyAsymmetricOperation = Self(rawValue: 156)
    /// `XCN_NCRYPT_PREFER_SIGNATURE_ONLY_OPERATION` 0x00200000.
    public static let preferSignatureOnlyOperation = Self(rawValue: 0x00200000)
    /// `XCN_NCRYPT_PREFER_NON_SIGNATURE_OPERATION` 0x00400000.
    public static let preferNonSignatureOperation = Self(rawValue: 0x00400000)
    /// `XCN_NCRYPT_EXACT_MATCH_OPERATION` 0x00800000.
    public static let exactMatchOperation = Self(rawValue: 0x00800000)
    /// `XCN_NCRYPT_PREFERENCE_MASK_OPERATION` 0x00E00000.
    public static let preferenceMaskOperation = Self(rawValue: 0x00E00000)

    public static let documented: [(name: String, value: AlgorithmOperationFlags)] = [
        ("XCN_NCRYPT_NO_OPERATION", .noOperation),
        ("XCN_NCRYPT_CIPHER_OPERATION", .cipherOperation),
        ("XCN_NCRYPT_HASH_OPERATION", .hashOperation),
        ("XCN_NCRYPT_ASYMMETRIC_ENCRYPTION_OPERATION", .asymmetricEncryptionOperation),
        ("XCN_NCRYPT_SECRET_AGREEMENT_OPERATION", .secretAgreementOperation),
        ("XCN_NCRYPT_SIGNATURE_OPERATION", .signatureOperation),
        ("XCN_NCRYPT_RNG_OPERATION", .rngOperation),
        ("XCN_NCRYPT_KEY_DERIVATION_OPERATION", .keyDerivationOperation),
        ("XCN_NCRYPT_KEY_ENCAPSULATION_OPERATION", .keyEncapsulationOperation),
        ("XCN_NCRYPT_ANY_ASYMMETRIC_OPERATION", .anyAsymmetricOperation),
        ("XCN_NCRYPT_PREFER_SIGNATURE_ONLY_OPERATION", .preferSignatureOnlyOperation),
        ("XCN_NCRYPT_PREFER_NON_SIGNATURE_OPERATION", .preferNonSignatureOperation),
        ("XCN_NCRYPT_EXACT_MATCH_OPERATION", .exactMatchOperation),
        ("XCN_NCRYPT_PREFERENCE_MASK_OPERATION", .preferenceMaskOperation),
    ]
}
