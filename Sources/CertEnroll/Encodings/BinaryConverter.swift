import CAInterface
public import CertCli

/// Bytes between their text forms. Source: "IBinaryConverter interface"; "IBinaryConverter2 interface".
public struct BinaryConverter: Sendable {
    public init() {}

    /// The bytes of a text in another form. Source: "IBinaryConverter::StringToString".
    /// - Throws: `CAError` with 0x8007000D when the input is not in its encoding; 0x80070057 when an encoding is unknown.
    public func stringToString(_ encodedIn: [UInt8], encodingIn: EncodingType, encoding: EncodingType) throws -> EncodedBytes {
        try encoding.encode(try encodingIn.decode(encodedIn))
    }

    /// Bytes as text. Source: "IBinaryConverter::VariantByteArrayToString".
    /// - Throws: `CAError` with 0x80070057 when the encoding is unknown or only for decoding.
    public func variantByteArrayToString(_ byteArray: [UInt8], encoding: EncodingType) throws -> EncodedBytes {
        try encoding.encode(byteArray)
    }

    /// The bytes of a text. Source: "IBinaryConverter::StringToVariantByteArray".
    /// - Throws: `CAError` with 0x8007000D when the input is not in the encoding; 0x80070057 when it is unknown.
    public func stringToVariantByteArray(_ encoded: [UInt8], encoding: EncodingType) throws -> [UInt8] {
        try encoding.decode(encoded)
    }

    /// Texts as values of any type, which scripts on Windows take. Source: "IBinaryConverter2::StringArrayToVariantArray".
    public func stringArrayToVariantArray(_ strings: [String]) -> [any Sendable] { strings }

    /// Values of any type as texts. Source: "IBinaryConverter2::VariantArrayToStringArray".
    /// - Throws: `CAError` with 0x80070057 when a value is not text.
    public func variantArrayToStringArray(_ variants: [any Sendable]) throws -> [String] {
        try variants.map { value in
            guard let text = value as? String else { throw CAError.badArgument("The values are not all text. Convert the others first.") }
            return text
        }
    }
}
