extension DERElement {
    /// Reads an element whose SEQUENCE tag an implicit tag has replaced: `body` is given the element under its own tag.
    ///
    /// Only this element is copied. Offsets of errors count from where they would without the copy.
    func underSequenceTag<Value>(_ body: (DERElement) throws(FormatError) -> Value) throws(FormatError) -> Value {
        guard source[start] & 0x20 != 0 else { throw fail("expected a constructed encoding, found a primitive one") }
        var copy = encoded
        copy[0] = 0x30
        do {
            return try body(DERElement(source: copy, start: 0, structure: structure, field: field, joiningSegments: joinsSegments))
        } catch {
            throw FormatError(structure: error.structure, field: error.field, offset: error.offset.map { $0 + start }, reason: error.reason)
        }
    }

    /// The element under the tag of SEQUENCE instead of its implicit one.
    var encodedAsSequence: [UInt8] {
        var copy = encoded
        copy[0] = 0x30
        return copy
    }
}

extension DERWriter {
    /// Writes bytes that are one element of DER under another one-octet tag, as IMPLICIT tagging demands.
    mutating func writeImplicit(_ tag: UInt8, _ der: [UInt8]) {
        writeOctet(tag)
        writeRaw(der.dropFirst())
    }
}
