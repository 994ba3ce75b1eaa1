import PKIFormats

/// A value in the configuration of an authority. The four kinds are those of "ICertAdmin2::GetConfigEntry": VT_I4, VT_BSTR, an array of
/// VT_BSTR, and an array of octets.
public enum ConfigurationValue: Sendable, Hashable, Codable {
    /// 32 bits; a set of flags or a count.
    case number(UInt32)
    case text(String)
    case texts([String])
    case octets([UInt8])

    /// The kind in words, for errors.
    public var kind: String {
        switch self {
        case .number: "a number of 32 bits"
        case .text: "a text"
        case .texts: "a list of texts"
        case .octets: "octets"
        }
    }

    private enum Member: String, CodingKey { case octets }

    /// A number, a string or an array of strings; octets are an object with the member `octets` in Base64.
    public init(from decoder: any Decoder) throws {
        let single = try decoder.singleValueContainer()
        if let number = try? single.decode(UInt32.self) {
            self = .number(number)
        } else if let text = try? single.decode(String.self) {
            self = .text(text)
        } else if let texts = try? single.decode([String].self) {
            self = .texts(texts)
        } else {
            let members = try decoder.container(keyedBy: Member.self)
            self = .octets(try Base64.decode(try members.decode(String.self, forKey: .octets)))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        switch self {
        case .number(let number): try single.encode(number)
        case .text(let text): try single.encode(text)
        case .texts(let texts): try single.encode(texts)
        case .octets(let octets): try single.encode([Member.octets.rawValue: Base64.encode(octets)])
        }
    }
}
