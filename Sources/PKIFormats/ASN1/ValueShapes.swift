#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

// Many extensions, attributes and controls differ only in their identifier, because their values have the same ASN.1 type. A protocol for
// each such type reads and writes it; the conforming types only say which value they are.

/// A value of one of the shapes that several extensions, attributes or controls share.
public protocol ShapedValue: Hashable, Sendable {
    /// The identifier of the extension, attribute or control.
    static var oid: OID { get }

    /// The name of the type in its specification, for errors; by default the name of the Swift type.
    static var grammarName: String { get }
}

extension ShapedValue {
    /// The name of the Swift type.
    public static var grammarName: String { String(describing: Self.self) }

    /// Reads the one element of `der`. The name is looked up only for an error, because asking Swift for the name of a type is slow.
    static func read<Value>(
        _ der: [UInt8],
        _ body: (DERElement) throws(FormatError) -> Value
    ) throws(FormatError) -> Value {
        do {
            return try body(DERElement(parsing: der, structure: ""))
        } catch {
            let structure = error.structure.isEmpty ? grammarName : error.structure
            throw FormatError(structure: structure, field: error.field, offset: error.offset, reason: error.reason)
        }
    }
}

// MARK: OCTET STRING

/// A value that is an OCTET STRING.
public protocol OctetStringValue: ShapedValue {
    /// The content of the OCTET STRING.
    var bytes: [UInt8] { get }

    /// Creates the value.
    init(_ bytes: [UInt8])
}

extension OctetStringValue {
    init(shaped der: [UInt8]) throws(FormatError) {
        self.init(try Self.read(der) { element throws(FormatError) in try element.octetString() })
    }

    var shaped: [UInt8] { DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) } }
}

extension OctetStringValue where Self: CertificateExtensionValue {
    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) { try self.init(shaped: value) }

    /// The DER of the value.
    public var value: [UInt8] { shaped }
}

extension OctetStringValue where Self: RequestAttributeValue {
    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) { try self.init(shaped: derEncoded) }

    /// The DER of the value.
    public var derEncoded: [UInt8] { shaped }
}

// MARK: Extensions only

/// An extension whose value is NULL. Its presence is the whole statement.
public protocol NullValue: ShapedValue, CertificateExtensionValue {
    /// Creates the value.
    init()
}

extension NullValue {
    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        try Self.read(value) { element throws(FormatError) in try element.null() }
        self.init()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 2) { $0.writeNull() } }
}

/// An extension that is a GeneralizedTime.
public protocol GeneralizedTimeValue: ShapedValue, CertificateExtensionValue {
    /// The moment; fractions of a second are cut off when it is written.
    var date: Date { get }

    /// Creates the value.
    init(_ date: Date)
}

extension GeneralizedTimeValue {
    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        self.init(try Self.read(value) { element throws(FormatError) in try element.generalizedTime() })
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 20) { $0.writeGeneralizedTime(date) } }
}

/// An extension that is `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName` (RFC 5280 §4.2.1.6).
public protocol GeneralNamesValue: ShapedValue, CertificateExtensionValue {
    /// The names, in order.
    var names: [GeneralName] { get }

    /// Creates the value.
    init(_ names: [GeneralName])
}

extension GeneralNamesValue {
    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        self.init(try Self.read(value) { element throws(FormatError) in try GeneralName.readSequence(element) })
    }

    /// The DER of the value.
    public var value: [UInt8] { GeneralName.encode(names) }
}
