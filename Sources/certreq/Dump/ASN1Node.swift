import PKIFormats

/// One element of BER or DER, with its place in the bytes. Its members are read only on request, so a list of a million entries costs
/// nothing until somebody reads them.
struct ASN1Node {
    let bytes: [UInt8]
    /// Octets from the start of the bytes to the tag.
    let offset: Int
    let identifier: UInt8
    /// The number of the tag; numbers above 2³¹ count as `Int.max`.
    let tagNumber: Int
    /// The octets between the length and the end, without the end-of-contents octets of an indefinite length.
    let content: Range<Int>
    /// The offset after this element.
    let end: Int
    let isIndefinite: Bool
    /// True if a truncated element counts as ending where the bytes end.
    private let isLenient: Bool

    /// The same limit as in the decoders of PKIFormats.
    static let maximumDepth = 50

    var isConstructed: Bool { identifier & 0x20 != 0 }

    /// 0 universal, 1 application, 2 context, 3 private.
    var tagClass: UInt8 { identifier >> 6 }

    var isUniversal: Bool { tagClass == 0 }

    func isContext(_ number: Int) -> Bool { tagClass == 2 && tagNumber == number }

    func isUniversal(_ number: Int) -> Bool { isUniversal && tagNumber == number }

    var contentBytes: ArraySlice<UInt8> { bytes[content] }

    /// The whole element.
    var encoded: [UInt8] { Array(bytes[offset..<end]) }

    /// The element that begins at `offset`.
    /// - Parameter isLenient: reads as much as possible of truncated bytes.
    init(_ bytes: [UInt8], at offset: Int, limit: Int? = nil, depth: Int = 0, isLenient: Bool = false) throws(FormatError) {
        let limit = limit ?? bytes.count
        guard depth < Self.maximumDepth else { throw Self.fail(offset, "elements are nested more than \(Self.maximumDepth) deep") }
        guard offset >= 0, offset < limit else { throw Self.fail(offset, "an element is expected, but the bytes end") }
        var position = offset + 1
        var number = Int(bytes[offset] & 0x1F)
        if number == 0x1F {
            number = 0
            var isLast = false
            while !isLast {
                guard position < limit else { throw Self.fail(offset, "the tag is cut off") }
                let octet = bytes[position]
                number = number > Int(Int32.max) ? Int.max : number << 7 | Int(octet & 0x7F)
                isLast = octet & 0x80 == 0
                position += 1
            }
        }
        guard position < limit else { throw Self.fail(offset, "the length is missing") }
        let first = bytes[position]
        position += 1
        self.bytes = bytes
        self.offset = offset
        self.isLenient = isLenient
        identifier = bytes[offset]
        tagNumber = number
        if first == 0x80 {
            guard identifier & 0x20 != 0 else { throw Self.fail(offset, "a primitive element has an indefinite length") }
            isIndefinite = true
            let start = position
            while true {
                guard position + 1 < limit else { throw Self.fail(offset, "the end mark of the indefinite length is missing") }
                if bytes[position] == 0, bytes[position + 1] == 0 { break }
                position = try ASN1Node(bytes, at: position, limit: limit, depth: depth + 1).end
            }
            content = start..<position
            end = position + 2
        } else {
            var length = Int(first)
            if first > 0x80 {
                let count = Int(first & 0x7F)
                guard count <= 8, position + count <= limit else { throw Self.fail(offset, "the length is cut off or too large") }
                length = 0
                for _ in 0..<count {
                    guard length <= Int.max >> 8 else { throw Self.fail(offset, "the length is too large") }
                    length = length << 8 | Int(bytes[position])
                    position += 1
                }
            }
            if isLenient { length = min(length, limit - position) }
            guard length <= limit - position else {
                throw Self.fail(offset, "the length is \(length), but only \(limit - position) octets follow")
            }
            isIndefinite = false
            content = position..<(position + length)
            end = position + length
        }
    }

    /// The members of a constructed element, the first `count` of them at most.
    func members(_ count: Int = .max) throws(FormatError) -> [ASN1Node] {
        guard isLenient else { return try Self.elements(of: bytes, in: content, count) }
        var members: [ASN1Node] = []
        var position = content.lowerBound
        while position < content.upperBound, members.count < count,
            let member = try? ASN1Node(bytes, at: position, limit: content.upperBound, isLenient: true)
        {
            members.append(member)
            position = member.end
        }
        return members
    }

    /// The elements that fill a range.
    static func elements(of bytes: [UInt8], in range: Range<Int>, _ count: Int = .max) throws(FormatError) -> [ASN1Node] {
        var members: [ASN1Node] = []
        var position = range.lowerBound
        while position < range.upperBound, members.count < count {
            let member = try ASN1Node(bytes, at: position, limit: range.upperBound)
            members.append(member)
            position = member.end
        }
        return members
    }

    /// The number of members of a constructed element; the members are not kept.
    func memberCount() throws(FormatError) -> Int {
        var count = 0
        var position = content.lowerBound
        while position < content.upperBound {
            position = try ASN1Node(bytes, at: position, limit: content.upperBound).end
            count += 1
        }
        return count
    }

    /// Checks every length inside the element. The depth is bounded.
    func checkWhole(depth: Int = 0) throws(FormatError) {
        guard isConstructed else { return }
        guard depth < Self.maximumDepth else { throw Self.fail(offset, "elements are nested more than \(Self.maximumDepth) deep") }
        var position = content.lowerBound
        while position < content.upperBound {
            let member = try ASN1Node(bytes, at: position, limit: content.upperBound)
            try member.checkWhole(depth: depth + 1)
            position = member.end
        }
    }

    private static func fail(_ offset: Int, _ reason: String) -> FormatError {
        FormatError(structure: "ASN.1 element", offset: offset, reason: reason)
    }
}

extension ASN1Node {
    /// The content of a string. Segments are joined.
    func stringContent(depth: Int = 0) -> [UInt8] {
        guard isConstructed, depth < Self.maximumDepth, let segments = try? members() else { return Array(contentBytes) }
        return segments.flatMap { $0.stringContent(depth: depth + 1) }
    }

    /// The object identifier in the content, whatever the tag; `nil` when the content is not an identifier.
    var oid: OID? { isConstructed ? nil : try? OID(contentBytes: Array(contentBytes)) }

    /// The name of the tag.
    var typeName: String {
        switch tagClass {
        case 0: Self.universalNames[tagNumber] ?? "UNIVERSAL \(tagNumber)"
        case 1: "[APPLICATION \(tagNumber)]"
        case 2: "[\(tagNumber)]"
        default: "[PRIVATE \(tagNumber)]"
        }
    }

    private static let universalNames: [Int: String] = [
        0: "END", 1: "BOOLEAN", 2: "INTEGER", 3: "BIT STRING", 4: "OCTET STRING", 5: "NULL", 6: "OBJECT IDENTIFIER", 7: "ObjectDescriptor",
        8: "EXTERNAL", 9: "REAL", 10: "ENUMERATED", 11: "EMBEDDED PDV", 12: "UTF8String", 13: "RELATIVE-OID", 16: "SEQUENCE", 17: "SET",
        18: "NumericString", 19: "PrintableString", 20: "TeletexString", 21: "VideotexString", 22: "IA5String", 23: "UTCTime",
        24: "GeneralizedTime", 25: "GraphicString", 26: "VisibleString", 27: "GeneralString", 28: "UniversalString", 29: "CHARACTER STRING",
        30: "BMPString",
    ]
}
