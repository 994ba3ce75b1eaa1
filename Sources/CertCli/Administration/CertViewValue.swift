import CAInterface
public import PortableFoundation

/// A cell as the documented interfaces put it into a VARIANT.
public enum CertViewValue: Sendable, Hashable {
    /// VT_I4
    case long(Int)
    /// VT_DATE
    case date(Date)
    /// A BSTR with bytes or their text.
    case encoded(EncodedBytes)
    /// A BSTR.
    case string(String)

    init(_ value: ColumnValue, as flags: OutputFlags) {
        switch value {
        case .long(let number): self = .long(number)
        case .date(let date): self = .date(date)
        case .binary(let bytes): self = .encoded(EncodedBytes(bytes, as: flags))
        case .string(let text): self = .string(text)
        }
    }
}
