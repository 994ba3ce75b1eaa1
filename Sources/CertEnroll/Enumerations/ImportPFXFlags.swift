// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Web/WinRT PFX import path. Bits that are combined; unknown ones are kept. Source: "ImportPFXFlags enumeration".
public struct ImportPFXFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `ImportNone` 0.
    public static let none = Self([])
    /// `ImportMachineContext` 1.
    public static let machineContext = Self(rawValue: 1)
    /// `ImportForceOverwrite` 2.
    public static let forceOverwrite = Self(rawValue: 2)
    /// `ImportSilent` 4.
    public static let silent = Self(rawValue: 4)
    /// `ImportSaveProperties` 8.
    public static let saveProperties = Self(rawValue: 8)
    /// `ImportExportable` 16.
    public static let exportable = Self(rawValue: 16)
    /// `ImportExportableEncrypted` 32.
    public static let exportableEncrypted = Self(rawValue: 32)
    /// `ImportNoUserProtected` 64.
    public static let noUserProtected = Self(rawValue: 64)
    /// `ImportUserProtected` 128.
    public static let userProtected = Self(rawValue: 128)
    /// `ImportUserProtectedHigh` 256.
    public static let userProtectedHigh = Self(rawValue: 256)
    /// `ImportInstallCertificate` 512.
    public static let installCertificate = Self(rawValue: 512)
    /// `ImportInstallChain` 1024.
    public static let installChain = Self(rawValue: 1024)
    /// `ImportInstallChainAndRoot` 2048.
    public static let installChainAndRoot = Self(rawValue: 2048)

    public static let documented: [(name: String, value: ImportPFXFlags)] = [
        ("ImportNone", .none),
        ("ImportMachineContext", .machineContext),
        ("ImportForceOverwrite", .forceOverwrite),
        ("ImportSilent", .silent),
        ("ImportSaveProperties", .saveProperties),
        ("ImportExportable", .exportable),
        ("ImportExportableEncrypted", .exportableEncrypted),
        ("ImportNoUserProtected", .noUserProtected),
        ("ImportUserProtected", .userProtected),
        ("ImportUserProtectedHigh", .userProtectedHigh),
        ("ImportInstallCertificate", .installCertificate),
        ("ImportInstallChain", .installChain),
        ("ImportInstallChainAndRoot", .installChainAndRoot),
    ]
}
