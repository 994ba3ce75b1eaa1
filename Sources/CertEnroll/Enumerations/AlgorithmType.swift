// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "AlgorithmType enumeration".
public struct AlgorithmType: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_BCRYPT_UNKNOWN_INTERFACE` 0.
    public static let unknownInterface = Self(rawValue: 0)
    /// `XCN_BCRYPT_CIPHER_INTERFACE` 1.
    public static let cipherInterface = Self(rawValue: 1)
    /// `XCN_BCRYPT_HASH_INTERFACE` 2.
    public static let hashInterface = Self(rawValue: 2)
    /// `XCN_BCRYPT_ASYMMETRIC_ENCRYPTION_INTERFACE` 3.
    public static let asymmetricEncryptionInterface = Self(rawValue: 3)
    /// `XCN_BCRYPT_SIGNATURE_INTERFACE` 5.
    public static let signatureInterface = Self(rawValue: 5)
    /// `XCN_BCRYPT_SECRET_AGREEMENT_INTERFACE` 4.
    public static let secretAgreementInterface = Self(rawValue: 4)
    /// `XCN_BCRYPT_RNG_INTERFACE` 6.
    public static let rngInterface = Self(rawValue: 6)
    /// `XCN_BCRYPT_KEY_DERIVATION_INTERFACE` 7.
    public static let keyDerivationInterface = Self(rawValue: 7)

    public static let documented: [(name: String, value: AlgorithmType)] = [
        ("XCN_BCRYPT_UNKNOWN_INTERFACE", .unknownInterface),
        ("XCN_BCRYPT_CIPHER_INTERFACE", .cipherInterface),
        ("XCN_BCRYPT_HASH_INTERFACE", .hashInterface),
        ("XCN_BCRYPT_ASYMMETRIC_ENCRYPTION_INTERFACE", .asymmetricEncryptionInterface),
        ("XCN_BCRYPT_SIGNATURE_INTERFACE", .signatureInterface),
        ("XCN_BCRYPT_SECRET_AGREEMENT_INTERFACE", .secretAgreementInterface),
        ("XCN_BCRYPT_RNG_INTERFACE", .rngInterface),
        ("XCN_BCRYPT_KEY_DERIVATION_INTERFACE", .keyDerivationInterface),
    ]
}
