import SwiftASN1

/// Why a value cannot be held by a type of swift-certificates or swift-asn1.
///
/// Those types read fewer algorithms and are stricter about some encodings than ours, so that not every value has a counterpart.
public struct ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The type that cannot hold the value, for example `X509.Certificate`.
    public let type: String

    /// Why, in the words of that library where it gave some.
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
    /// The octets a value of those libraries is written with.
    static func octets(of value: some DERSerializable) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(value)
        return serializer.serializedBytes
    }
}
