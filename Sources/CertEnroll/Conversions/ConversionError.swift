import SwiftASN1

/// A type of swift-certificates or swift-asn1 cannot hold a value.
///
/// Those types read fewer algorithms and are stricter about some encodings than ours, so not every value has a counterpart.
public struct ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The type that cannot hold the value, for example `X509.Certificate`.
    public let type: String

    /// The reason, in the words of that library if it gave any.
    public let reason: String

    /// Creates an error.
    public init(type: String, reason: String) {
        self.type = type
        self.reason = reason
    }

    /// For example `X509.Certificate cannot hold this value: …`.
    public var description: String { "\(type) cannot hold this value: \(reason)" }
}

extension ConversionError {
    /// The octets with which those libraries write a value.
    static func octets(of value: some DERSerializable) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(value)
        return serializer.serializedBytes
    }
}
