import CAInterface
public import PortableFoundation

/// The value of a CA or full response property, with binary values in the encoding that the caller asked for, as the documented interfaces
/// put it into a VARIANT.
public enum PropertyValue: Sendable, Hashable {
    /// VT_I4
    case long(Int32)
    /// VT_DATE
    case date(Date)
    /// A BSTR with bytes or their text.
    case encoded(EncodedBytes)
    /// A BSTR.
    case string(String)

    init(_ value: CAPropertyValue, as flags: OutputFlags) {
        switch value {
        case .long(let number): self = .long(number)
        case .date(let date): self = .date(date)
        case .binary(let bytes): self = .encoded(EncodedBytes(bytes, as: flags))
        case .string(let text): self = .string(text)
        }
    }

    /// The number of a long.
    public var long: Int32? { if case .long(let number) = self { number } else { nil } }
    /// The text of a string, or of encoded bytes.
    public var text: String? {
        switch self {
        case .string(let text): text
        case .encoded(let value): value.text
        default: nil
        }
    }
    /// The DER of a binary value.
    public var bytes: [UInt8]? { if case .encoded(let value) = self { value.bytes } else { nil } }
    /// The time of a date.
    public var date: Date? { if case .date(let date) = self { date } else { nil } }
}

extension CAPropertyValue {
    var type: CAPropertyType {
        switch self {
        case .long: .long
        case .date: .date
        case .binary: .binary
        case .string: .string
        }
    }
}
