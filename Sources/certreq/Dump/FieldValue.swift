import Foundation
import PKIFormats

/// The value of a primitive element in words.
enum FieldValue {
    /// The most octets of a string to show.
    static let shownOctets = 64

    static func text(of node: ASN1Node) -> String {
        guard node.isUniversal else { return octets(node.contentBytes) }
        switch node.tagNumber {
        case 1: return node.contentBytes.first.map { $0 == 0 ? "FALSE" : "TRUE" } ?? ""
        case 2, 10: return integer(node).map { String($0) } ?? octets(node.contentBytes)
        case 3:
            let content = node.stringContent()
            let unused = content.first ?? 0
            return octets(content.dropFirst()) + (unused == 0 ? "" : ", \(unused) unused bits")
        case 5: return ""
        case 6:
            guard let oid = node.oid else { return octets(node.contentBytes) }
            return oid.name.map { "\($0) (\(oid.dotted))" } ?? oid.dotted
        case 12, 18, 19, 20, 22, 26, 27, 28, 30:
            guard !node.isConstructed, let text = try? AttributeText(derEncoded: node.encoded), text.kind != .other else {
                return octets(node.stringContent()[...])
            }
            return "'\(ControlText.visible(text.string))'"
        case 23, 24: return time(node) ?? octets(node.contentBytes)
        default: return octets(node.stringContent()[...])
        }
    }

    static func octets(_ content: some Collection<UInt8>) -> String {
        if content.count <= shownOctets { return Hex.encode(content) }
        return Hex.encode(content.prefix(shownOctets)) + "… (\(content.count) octets)"
    }

    /// A number of at most 8 octets.
    static func integer(_ node: ASN1Node) -> Int? {
        let content = node.contentBytes
        guard !node.isConstructed, let first = content.first, content.count <= 8 else { return nil }
        var value = first & 0x80 != 0 ? -1 : 0
        for octet in content { value = value << 8 | Int(octet) }
        return value
    }

    /// The moment as ISO 8601, or the unchanged text when it is not a time.
    static func time(_ node: ASN1Node) -> String? {
        guard let text = String(validating: node.stringContent(), as: UTF8.self) else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard rest == "Z" || rest.hasPrefix("."), [12, 14].contains(digits.count) else { return "'\(ControlText.visible(text))'" }
        var year = digits
        if digits.count == 12 { year = (digits < "50" ? "20" : "19") + digits }
        let parts = [(0, 4, "-"), (4, 2, "-"), (6, 2, "T"), (8, 2, ":"), (10, 2, ":"), (12, 2, "")]
        return parts.map { year.dropFirst($0.0).prefix($0.1) + $0.2 }.joined() + rest
    }

    /// A date as ISO 8601 in UTC, with a fraction only if it has one.
    static func iso8601(_ date: Date) -> String {
        let isWhole = date.timeIntervalSinceReferenceDate.rounded(.down) == date.timeIntervalSinceReferenceDate
        return date.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.standard).time(includingFractionalSeconds: !isWhole)
                .timeZone(separator: .omitted)
        )
    }
}
