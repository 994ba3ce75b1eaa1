#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One element of DER, with the checks of X.690 for the primitive types and errors that name the place of a fault.
///
/// ``DERScan`` has checked all tags and lengths before an element exists, so that walking needs no copies and cannot leave the bytes.
struct DERElement {
    let source: [UInt8]
    let start: Int
    let contentStart: Int
    let end: Int
    let structure: String
    let field: String
    /// Whether the bytes were BER: a string under an implicit tag may then come in segments, which ``BERTranscoder`` cannot join.
    let joinsSegments: Bool

    /// Parses bytes that hold exactly one element.
    init(parsing bytes: [UInt8], structure: String, field: String = "", joiningSegments: Bool = false) throws(FormatError) {
        if let fault = DERScan.fault(in: bytes) {
            throw FormatError(structure: structure, field: field, offset: fault.offset, reason: fault.reason)
        }
        self.init(source: bytes, start: 0, structure: structure, field: field, joiningSegments: joiningSegments)
    }

    /// The element that begins at `start` of bytes that have passed ``DERScan``.
    init(source: [UInt8], start: Int, structure: String, field: String, joiningSegments: Bool) {
        var position = start + 1
        if source[start] & 0x1F == 0x1F {
            while source[position] & 0x80 != 0 { position += 1 }
            position += 1
        }
        var length = Int(source[position])
        position += 1
        if length > 0x80 {
            let count = length & 0x7F
            length = 0
            for _ in 0..<count {
                length = length << 8 | Int(source[position])
                position += 1
            }
        }
        self.source = source
        self.start = start
        contentStart = position
        end = position + length
        self.structure = structure
        self.field = field
        joinsSegments = joiningSegments
    }

    /// The whole element: tag, length and content.
    var encoded: [UInt8] { Array(source[start..<end]) }

    /// Octets from the start of the parsed bytes to the tag.
    var offset: Int { start }

    var tag: DERTag { DERTag(identifier: source[start]) }

    func fail(_ reason: String) -> FormatError {
        FormatError(structure: structure, field: field, offset: offset, reason: reason)
    }

    func expect(_ expected: DERTag, constructed: Bool) throws(FormatError) {
        guard tag == expected else { throw fail("expected \(expected.name), found \(tag.name)") }
        guard (source[start] & 0x20 != 0) == constructed else {
            throw fail(
                constructed
                    ? "expected a constructed encoding, found a primitive one" : "expected a primitive encoding, found a constructed one"
            )
        }
    }

    // MARK: Constructed types

    /// The fields of a SEQUENCE, or of another constructed type when `tag` says so.
    func fields(_ tag: DERTag = .sequence, of structure: String? = nil) throws(FormatError) -> DERFields {
        try expect(tag, constructed: true)
        return DERFields(
            source: source,
            content: contentStart..<end,
            structure: structure ?? self.structure,
            joiningSegments: joinsSegments
        )
    }

    /// The members of a SEQUENCE OF, or of a SET OF when `tag` says so.
    func members(_ tag: DERTag = .sequence) throws(FormatError) -> [DERElement] {
        try list(tag) { $0 }
    }

    /// The members of a SEQUENCE OF, each as `read` makes it: `try element.list(of: GeneralName.init)`.
    /// - Parameter emptyFault: why an empty list is refused, for `SIZE (1..MAX)`; `nil` accepts it.
    func list<Value>(
        _ tag: DERTag = .sequence,
        ifEmpty emptyFault: String? = nil,
        of read: (DERElement) throws(FormatError) -> Value
    ) throws(FormatError) -> [Value] {
        try expect(tag, constructed: true)
        var values: [Value] = []
        var position = contentStart
        while position < end {
            let member = DERElement(
                source: source,
                start: position,
                structure: structure,
                field: field,
                joiningSegments: joinsSegments
            )
            values.append(try read(member))
            position = member.end
        }
        if let emptyFault, values.isEmpty { throw fail(emptyFault) }
        return values
    }

    /// The one element inside an explicit tag.
    func explicitContent(_ number: UInt8) throws(FormatError) -> DERElement {
        var inner = try fields(.context(number))
        let element = try inner.next(field)
        try inner.finish()
        return element
    }

    // MARK: Primitive types

    func primitive(_ tag: DERTag) throws(FormatError) -> ArraySlice<UInt8> {
        try expect(tag, constructed: false)
        return source[contentStart..<end]
    }

    func oid(_ tag: DERTag = .objectIdentifier) throws(FormatError) -> OID {
        let content = try primitive(tag)
        if let reason = OID.fault(in: content) { throw fail(reason) }
        return OID(uncheckedContent: Array(content))
    }

    func octetString(_ tag: DERTag = .octetString) throws(FormatError) -> [UInt8] {
        guard !isSegmented(tag) else { return try joinedOctets(tag) }
        return Array(try primitive(tag))
    }

    func boolean(_ tag: DERTag = .boolean) throws(FormatError) -> Bool {
        let content = try primitive(tag)
        guard content.count == 1, let octet = content.first, octet == 0 || octet == 0xFF else {
            throw fail("a BOOLEAN is one octet, 00 or FF")
        }
        return octet == 0xFF
    }

    func null() throws(FormatError) {
        guard try primitive(.null).isEmpty else { throw fail("a NULL has no content") }
    }

    /// The content octets of an INTEGER: two's complement, big-endian, minimal.
    func integerBytes(_ tag: DERTag = .integer) throws(FormatError) -> [UInt8] {
        let content = try primitive(tag)
        guard let first = content.first else { throw fail("an INTEGER cannot be empty") }
        if content.count > 1 {
            let second = content[content.startIndex + 1]
            if first == 0 && second & 0x80 == 0 || first == 0xFF && second & 0x80 != 0 {
                throw fail("the INTEGER is longer than it has to be")
            }
        }
        return Array(content)
    }

    /// An INTEGER that fits an `Int`.
    func integer(_ tag: DERTag = .integer) throws(FormatError) -> Int {
        let content = try integerBytes(tag)
        guard content.count <= 8 else { throw fail("the INTEGER has \(content.count) octets; at most 8 are expected here") }
        var value = content[0] & 0x80 != 0 ? -1 : 0
        for octet in content { value = value << 8 | Int(octet) }
        return value
    }

    /// An INTEGER from 0 on, without the sign octet.
    func unsignedInteger(_ tag: DERTag = .integer) throws(FormatError) -> [UInt8] {
        let content = try integerBytes(tag)
        guard content[0] & 0x80 == 0 else { throw fail("the INTEGER is negative") }
        return content.count > 1 && content[0] == 0 ? Array(content.dropFirst()) : content
    }

    /// A BIT STRING: its octets and the number of unused bits of the last octet.
    func bitString(_ tag: DERTag = .bitString) throws(FormatError) -> (bytes: [UInt8], unusedBits: Int) {
        guard !isSegmented(tag) else { return try joinedBits(tag) }
        let content = try primitive(tag)
        guard let unused = content.first else { throw fail("a BIT STRING cannot be empty") }
        guard unused <= 7, content.count > 1 || unused == 0 else { throw fail("the BIT STRING counts \(unused) unused bits") }
        let bits = content.dropFirst()
        if let last = bits.last, last & ((1 << unused) - 1) != 0 { throw fail("unused bits of the BIT STRING are not zero") }
        return (Array(bits), Int(unused))
    }

    /// A BIT STRING with named bits: bit *n* of the specification at `1 << n`. Bits from the 64th on are ignored; trailing zero bits, which
    /// DER forbids, are accepted, since certificates in the field have them.
    func namedBits(_ tag: DERTag = .bitString) throws(FormatError) -> UInt64 {
        var bits: UInt64 = 0
        for (index, octet) in try bitString(tag).bytes.prefix(8).enumerated() {
            for bit in 0..<8 where octet & (0x80 >> bit) != 0 { bits |= 1 << (8 * index + bit) }
        }
        return bits
    }

    /// A BIT STRING that holds whole octets.
    func octetAlignedBitString(_ tag: DERTag = .bitString) throws(FormatError) -> [UInt8] {
        let value = try bitString(tag)
        guard value.unusedBits == 0 else { throw fail("the BIT STRING does not hold whole octets") }
        return value.bytes
    }

    // MARK: Strings and times

    func utf8String(_ tag: DERTag = .utf8String) throws(FormatError) -> String {
        guard let text = String(validating: try primitive(tag), as: UTF8.self) else { throw fail("the text is not valid UTF-8") }
        return text
    }

    /// An IA5String. A zero octet is refused, because programs that end text there would read another name than the one checked.
    func ia5String(_ tag: DERTag = .ia5String) throws(FormatError) -> String {
        let content = try primitive(tag)
        guard content.allSatisfy({ $0 > 0 && $0 < 0x80 }) else { throw fail("the text is not ASCII or holds a zero octet") }
        return String(decoding: content, as: UTF8.self)
    }

    func bmpString() throws(FormatError) -> String {
        let content = try primitive(.bmpString)
        guard content.count % 2 == 0 else { throw fail("a BMPString has an even number of octets") }
        var units: [UInt16] = []
        units.reserveCapacity(content.count / 2)
        var index = content.startIndex
        while index < content.endIndex {
            units.append(UInt16(content[index]) << 8 | UInt16(content[index + 1]))
            index += 2
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw fail("the text is not valid UTF-16") }
        return text
    }

    /// Text in any of the string types that occur in names and attributes.
    func anyString() throws(FormatError) -> String {
        guard let text = try AttributeText(self).text else {
            throw fail("expected a string, found \(tag.name)")
        }
        return text
    }

    /// UTCTime or GeneralizedTime as RFC 5280 writes them: seconds present, `Z` at the end. A GeneralizedTime may have a fraction of a second.
    func time() throws(FormatError) -> Date {
        switch tag {
        case .utcTime: try utcTime()
        case .generalizedTime: try generalizedTime()
        default: throw fail("expected UTCTime or GeneralizedTime, found \(tag.name)")
        }
    }

    func generalizedTime(_ tag: DERTag = .generalizedTime) throws(FormatError) -> Date {
        var content = try primitive(tag)
        var fraction = 0.0
        if content.count > 15, content[content.startIndex + 14] == UInt8(ascii: "."), content.last == UInt8(ascii: "Z") {
            let digits = content.dropFirst(15).dropLast()
            guard digits.count <= 9, let last = digits.last, last != UInt8(ascii: "0"), let value = Self.decimal(digits) else {
                throw fail("the fraction of the GeneralizedTime is not DER")
            }
            fraction = Double(value)
            for _ in digits { fraction /= 10 }
            content = content.prefix(14) + [UInt8(ascii: "Z")]
        }
        guard content.count == 15, content.last == UInt8(ascii: "Z"), let year = Self.decimal(content.prefix(4)),
            let moment = Self.moment(year: year, rest: content.dropFirst(4).dropLast())
        else { throw fail("not a GeneralizedTime of the form YYYYMMDDHHMMSSZ") }
        return fraction == 0 ? moment.date : moment.date.addingTimeInterval(fraction)
    }

    private func utcTime() throws(FormatError) -> Date {
        let content = try primitive(.utcTime)
        guard content.count == 13, content.last == UInt8(ascii: "Z"), let year = Self.decimal(content.prefix(2)),
            let moment = Self.moment(year: year < 50 ? 2_000 + year : 1_900 + year, rest: content.dropFirst(2).dropLast())
        else { throw fail("not a UTCTime of the form YYMMDDHHMMSSZ") }
        return moment.date
    }

    private static func moment(year: Int, rest: ArraySlice<UInt8>) -> CalendarTime? {
        var fields: [Int] = []
        var digits = rest
        while digits.count >= 2 {
            guard let value = decimal(digits.prefix(2)) else { return nil }
            fields.append(value)
            digits = digits.dropFirst(2)
        }
        guard fields.count == 5 else { return nil }
        return CalendarTime(year: year, month: fields[0], day: fields[1], hour: fields[2], minute: fields[3], second: fields[4])
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

extension OID {
    /// Reads an OBJECT IDENTIFIER, for lists of them: `try element.list(of: OID.init)`.
    init(_ element: DERElement) throws(FormatError) {
        self = try element.oid()
    }
}
