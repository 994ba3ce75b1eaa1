/// The certificates that a PFX contains. Source: "PFXExportOptions enumeration".
public struct PFXExportOptions: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `PFXExportEEOnly` 0
    public static let eeOnly = Self(rawValue: 0)
    /// `PFXExportChainNoRoot` 1
    public static let chainNoRoot = Self(rawValue: 1)
    /// `PFXExportChainWithRoot` 2
    public static let chainWithRoot = Self(rawValue: 2)
}
