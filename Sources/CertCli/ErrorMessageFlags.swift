/// `CR_GEMT_…`: the form of `errorMessageText`. Source: "ICertRequest2::GetErrorMessageText"; certcli.h.
public struct ErrorMessageFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CR_GEMT_DEFAULT` 0: the text alone.
    public static let `default` = ErrorMessageFlags([])
    /// `CR_GEMT_HRESULT_STRING` 1: the text, the code and its name.
    public static let hresultString = ErrorMessageFlags(rawValue: 1)
    /// `CR_GEMT_HTTP_ERROR` 2: the code is an HTTP status.
    public static let httpError = ErrorMessageFlags(rawValue: 2)
}
