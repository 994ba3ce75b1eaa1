public import PKIFormats

/// `CC_…`: the rule by which ``ICertGetConfig/config(_:)`` takes a CA. Source: "ICertConfig::GetConfig".
public struct ConfigChoice: OpenCode {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `CC_DEFAULTCONFIG` 0: the default CA, or the first when no source names a default.
    public static let `default` = Self(rawValue: 0)
    /// `CC_UIPICKCONFIG` 1: the user picks, as `-config -` of the tools. The only CA is taken without asking.
    public static let pick = Self(rawValue: 1)
    /// `CC_FIRSTCONFIG` 2: the first of the list.
    public static let first = Self(rawValue: 2)
    /// `CC_LOCALCONFIG` 3: the CA on this computer.
    public static let local = Self(rawValue: 3)
    /// `CC_LOCALACTIVECONFIG` 4: the CA on this computer, if it answers.
    public static let localActive = Self(rawValue: 4)
    /// `CC_UIPICKCONFIGSKIPLOCALCA` 5: the user picks among the CAs of other computers.
    public static let pickSkippingLocal = Self(rawValue: 5)

    public static let names: KeyValuePairs<Self, String> = [
        .default: "default", .pick: "pick", .first: "first", .local: "local", .localActive: "localActive",
        .pickSkippingLocal: "pickSkippingLocal",
    ]
}
