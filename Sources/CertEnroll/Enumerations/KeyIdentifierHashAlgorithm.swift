// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Value 4 is absent. Open: unknown numbers are kept. Source: "KeyIdentifierHashAlgorithm enumeration".
public struct KeyIdentifierHashAlgorithm: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `SKIHashDefault` 0.
    public static let `default` = Self(rawValue: 0)
    /// `SKIHashSha1` 1: over key bits.
    public static let sha1 = Self(rawValue: 1)
    /// `SKIHashCapiSha1` 2: over whole DER key incl. tag and length.
    public static let capiSha1 = Self(rawValue: 2)
    /// `SKIHashSha256` 3: over whole DER key.
    public static let sha256 = Self(rawValue: 3)
    /// `SKIHashHPKP` 5.
    public static let hpkp = Self(rawValue: 5)

    public static let documented: [(name: String, value: KeyIdentifierHashAlgorithm)] = [
        ("SKIHashDefault", .default),
        ("SKIHashSha1", .sha1),
        ("SKIHashCapiSha1", .capiSha1),
        ("SKIHashSha256", .sha256),
        ("SKIHashHPKP", .hpkp),
    ]
}
