/// A value in the configuration of an authority. The four kinds are those of "ICertAdmin2::GetConfigEntry": VT_I4, VT_BSTR, an array of
/// VT_BSTR, and an array of octets.
public enum ConfigurationValue: Sendable, Hashable {
    /// 32 bits; a set of flags or a count.
    case number(UInt32)
    case text(String)
    case texts([String])
    case octets([UInt8])
}
