// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// CheckSignature; may be ORed; null = hash instead of signature. Bits that are combined; unknown ones are kept. Source: "Pkcs10AllowedSignatureTypes enumeration".
public struct Pkcs10AllowedSignatureTypes: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `AllowedKeySignature` 1.
    public static let keySignature = Self(rawValue: 1)
    /// `AllowedNullSignature` 2.
    public static let nullSignature = Self(rawValue: 2)

    public static let documented: [(name: String, value: Pkcs10AllowedSignatureTypes)] = [
        ("AllowedKeySignature", .keySignature),
        ("AllowedNullSignature", .nullSignature),
    ]
}
