/// Microsoft's form of ``RegistrationInformation`` (MS-WCCE 2.2.2.6, "CMC Attributes"): `Name=Value&` for every pair. Octets with a meaning
/// of their own are written `%xx`, for example `CertificateTemplate=User&RequesterName=EXAMPLE%5Calice&`.
public struct RegistrationPairs: Hashable, Sendable {
    /// The pairs, in order. Names are case-insensitive.
    public let pairs: [EnrollmentNameValuePair]

    public init(_ pairs: [EnrollmentNameValuePair]) { self.pairs = pairs }

    /// Reads the content of the control. A `&` at the end is optional, and so is `=` behind a name without a value.
    public init(_ information: RegistrationInformation) throws(FormatError) {
        var pairs: [EnrollmentNameValuePair] = []
        for part in information.bytes.split(separator: UInt8(ascii: "&")) {
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = halves.first, let name = PercentEncoding.decodeEscapes(first), !name.isEmpty,
                let value = PercentEncoding.decodeEscapes(halves.count > 1 ? halves[1] : [])
            else { throw FormatError(structure: "RegInfo", offset: part.startIndex, reason: "not of the form Name=Value& in UTF-8") }
            pairs.append(EnrollmentNameValuePair(name: name, value: value))
        }
        self.pairs = pairs
    }

    /// The control's value.
    public var information: RegistrationInformation {
        let text = pairs.map { "\(Self.escape($0.name))=\(Self.escape($0.value))&" }.joined()
        return RegistrationInformation(Array(text.utf8))
    }

    /// The values of a name, in order.
    public func values(of name: String) -> [String] {
        pairs.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    private static func escape(_ text: String) -> String { PercentEncoding.encode(text, reserved: "%&=\\\r\n") }
}
