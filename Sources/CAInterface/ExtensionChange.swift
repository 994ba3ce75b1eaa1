public import PortableFoundation
public import PKIFormats

/// What an officer does to an extension of a pending request. Source: "ICertAdmin::SetCertificateExtension".
public struct ExtensionChange: Sendable, Hashable {
    /// The longest dotted identifier that is taken, in characters.
    public static let longestIdentifier = 31
    /// `EXTENSION_CRITICAL_FLAG` and `EXTENSION_DISABLE_FLAG`.
    public static let criticalFlag = 1
    public static let disableFlag = 2

    public var oid: OID
    /// The certificate's extension is critical.
    public var critical: Bool
    /// The certificate does not have the extension.
    public var disabled: Bool
    /// The DER of the extension's value; empty when it is kept out.
    public var value: [UInt8]

    public init(oid: OID, critical: Bool = false, disabled: Bool = false, value: [UInt8]) {
        self.oid = oid
        self.critical = critical
        self.disabled = disabled
        self.value = value
    }

    /// The documented flags: 1 critical, 2 disabled.
    public var flags: Int { (critical ? Self.criticalFlag : 0) | (disabled ? Self.disableFlag : 0) }

    /// A value as one gives it, by the `PROPTYPE` of the documented method.
    public enum Value: Sendable, Hashable {
        /// Becomes an INTEGER.
        case long(Int32)
        /// Becomes a UTCTime, from 2050 on a GeneralizedTime.
        case date(Date)
        /// Becomes an IA5String.
        case string(String)
        /// The DER of the extension's value.
        case binary([UInt8])

        /// - Throws: `FormatError` for a text with characters beyond ASCII.
        public func derEncoded() throws(FormatError) -> [UInt8] {
            switch self {
            case .long(let number): return DERWriter.encode { $0.writeInteger(Int(number)) }
            case .date(let date): return DERWriter.encode { $0.writeTime(date) }
            case .string(let text):
                guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
                    throw FormatError(structure: "IA5String", reason: "the text has a character beyond ASCII")
                }
                return DERWriter.encode { $0.writeIA5String(text) }
            case .binary(let bytes): return bytes
            }
        }
    }
}
