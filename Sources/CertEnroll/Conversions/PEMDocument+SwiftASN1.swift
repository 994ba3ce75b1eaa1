public import PKIFormats
public import SwiftASN1

extension SwiftASN1.PEMDocument {
    /// The same block as a type of swift-asn1.
    /// - Throws: ``ConversionError`` when the block has header lines (RFC 1421), which swift-asn1 does not keep.
    public init(_ document: PKIFormats.PEMDocument) throws(ConversionError) {
        guard document.headers.isEmpty else {
            throw ConversionError(type: "SwiftASN1.PEMDocument", reason: "it does not keep the header lines of the block")
        }
        self.init(type: document.label, derBytes: document.bytes)
    }
}

extension PKIFormats.PEMDocument {
    /// The same block as a type of this library.
    /// - Throws: ``ConversionError`` when the label could not be read again: it is empty, or contains anything except printable ASCII.
    public init(_ document: SwiftASN1.PEMDocument) throws(ConversionError) {
        guard !document.discriminator.isEmpty, document.discriminator.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw ConversionError(type: "PKIFormats.PEMDocument", reason: "the label is empty or not printable ASCII")
        }
        self.init(label: document.discriminator, bytes: document.derBytes)
    }
}
