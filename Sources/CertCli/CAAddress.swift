public import CAInterface

/// The place of a CA, as the documented members name it in their parameter `strConfig`: a configuration string, or the `https://` address of an
/// enrollment web service.
///
/// Source: "ICertRequest::Submit"; "ICertRequest3 interface".
public enum CAAddress: Sendable, Hashable, CustomStringConvertible {
    /// `host[:port]\CA name`.
    case config(ConfigString)
    /// An enrollment web service (MS-WSTEP). Calls to one are 0x80004001, because its client is not built yet.
    case webService(String)

    /// - Throws: `CAError` with 0x80070057 for text that is neither.
    public init(_ text: String, authorityRequired: Bool = true) throws(CAError) {
        let rest = ConfigString.trimmed(text)
        if rest.lowercased().hasPrefix("https://"), rest.utf8.count > "https://".utf8.count {
            self = .webService(String(rest))
        } else {
            self = .config(try ConfigString(text, authorityRequired: authorityRequired))
        }
    }

    /// The configuration string.
    /// - Throws: `CAError` with 0x80004001 for a web service.
    public func configString() throws(CAError) -> ConfigString {
        switch self {
        case .config(let config): return config
        case .webService(let address): throw ConfigString.webServiceNotBuilt(address)
        }
    }

    public var description: String {
        switch self {
        case .config(let config): config.description
        case .webService(let address): address
        }
    }
}
