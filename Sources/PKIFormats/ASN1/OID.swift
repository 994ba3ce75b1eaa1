/// An ASN.1 object identifier (ITU-T X.660), kept as its DER content octets.
///
/// Arcs of up to 128 bits are accepted, which covers identifiers derived from a UUID (2.25.n).
public struct OID: Hashable, Sendable {
    /// The content octets of the DER encoding, without tag and length.
    public let contentBytes: [UInt8]

    /// Reads dotted decimal text such as `1.2.840.113549`; `nil` when it is not a valid object identifier.
    public init?(dotted: String) {
        guard let content = Self.encode(dotted) else { return nil }
        contentBytes = content
    }

    /// Wraps content octets that the caller has checked.
    init(uncheckedContent: [UInt8]) {
        contentBytes = uncheckedContent
    }

    /// Reads DER content octets (X.690 §8.19). Throws when an arc is unfinished, not minimal or longer than 128 bits.
    public init(contentBytes: [UInt8]) throws(FormatError) {
        if let reason = Self.fault(in: contentBytes[...]) {
            throw FormatError(structure: "OBJECT IDENTIFIER", reason: reason)
        }
        self.contentBytes = contentBytes
    }

    /// The dotted decimal form.
    public var dotted: String {
        var text = ""
        var arc: UInt128 = 0
        var isFirst = true
        for byte in contentBytes {
            arc = arc &<< 7 | UInt128(byte & 0x7F)
            guard byte & 0x80 == 0 else { continue }
            if isFirst {
                let root = min(arc / 40, 2)
                text = "\(root).\(arc - root * 40)"
                isFirst = false
            } else {
                text += "."
                text += arc <= UInt128(UInt64.max) ? String(UInt64(arc)) : String(arc)
            }
            arc = 0
        }
        return text
    }

    /// The name of the identifier in this library, for example `commonName`; `nil` for others.
    public var name: String? { Self.names[self] }

    private static let names = Dictionary(uniqueKeysWithValues: printedNames.joined())

    /// The identifier with this name in this library; `nil` for other names.
    public init?(name: String) {
        guard let known = Self.identifiers[name] else { return nil }
        self = known
    }

    /// Names that several identifiers have are left out.
    package static let identifiers = Dictionary(grouping: names.keys) { names[$0] ?? "" }
        .compactMapValues { $0.count == 1 ? $0.first : nil }

    /// The name when there is one, or else the dotted form.
    public var nameOrDotted: String { name ?? dotted }

    /// The fault of the octets as content of an object identifier; `nil` when there is none.
    static func fault(in content: ArraySlice<UInt8>) -> String? {
        guard let last = content.last else { return "an object identifier cannot be empty" }
        guard last & 0x80 == 0 else { return "the last arc of the object identifier is unfinished" }
        var arcLength = 0
        var firstOctet: UInt8 = 0
        for byte in content {
            if arcLength == 0 {
                if byte == 0x80 { return "an arc of the object identifier has a leading zero" }
                firstOctet = byte
            }
            arcLength += 1
            // 18 octets hold 126 bits, so a 19th may bring only two more.
            if arcLength > 19 || arcLength == 19 && firstOctet > 0x83 { return "an arc of the object identifier is longer than 128 bits" }
            if byte & 0x80 == 0 { arcLength = 0 }
        }
        return nil
    }

    private static func encode(_ dotted: String) -> [UInt8]? {
        var content: [UInt8] = []
        var root: UInt128?
        var count = 0
        for part in dotted.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard let arc = arc(part) else { return nil }
            count += 1
            switch count {
            case 1:
                guard arc <= 2 else { return nil }
                root = arc
            case 2:
                guard let root, root == 2 || arc < 40 else { return nil }
                let (sum, overflow) = (root * 40).addingReportingOverflow(arc)
                if overflow { return nil }
                append(sum, to: &content)
            default: append(arc, to: &content)
            }
        }
        return count >= 2 ? content : nil
    }

    private static func arc(_ digits: Substring.UTF8View) -> UInt128? {
        guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        var arc: UInt128 = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            let (tens, tooLarge) = arc.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = tens.addingReportingOverflow(UInt128(digit - UInt8(ascii: "0")))
            if tooLarge || overflow { return nil }
            arc = sum
        }
        return arc
    }

    private static func append(_ arc: UInt128, to content: inout [UInt8]) {
        var septets = 1
        while septets < 19, arc >> (7 * septets) != 0 { septets += 1 }
        for index in stride(from: septets - 1, through: 0, by: -1) {
            content.append(UInt8(truncatingIfNeeded: arc >> (7 * index)) & 0x7F | (index > 0 ? 0x80 : 0))
        }
    }
}

extension OID: ExpressibleByStringLiteral {
    /// For constants in code; text from outside goes through ``init(dotted:)``. A literal that is not an object identifier stops the
    /// program, since it is a mistake in the code itself.
    public init(stringLiteral value: String) {
        guard let content = Self.encode(value) else { preconditionFailure("\(value) is not an object identifier") }
        contentBytes = content
    }
}

extension OID: CustomStringConvertible {
    /// The dotted decimal form.
    public var description: String { dotted }
}

extension OID: Codable {
    /// Reads the dotted decimal form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let oid = OID(dotted: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is not an object identifier")
        }
        self = oid
    }

    /// Writes the dotted decimal form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dotted)
    }
}
