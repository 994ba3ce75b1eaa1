package import PKIFormats

/// What a name may look like in a certificate of ours. Sources: RFC 5280 §4.2.1.6 and appendix A.1 (upper bounds), RFC 1034 §3.5.
package enum NameSyntax {
    /// Letters, digits and inner hyphens in labels of at most 63 octets, 253 in all; a whole first label may be `*` where allowed.
    package static func isDNSName(_ text: String, wildcard: Bool = false) -> Bool {
        let octets = Array(text.utf8)
        guard !octets.isEmpty, octets.count <= 253 else { return false }
        var label = 0
        var previous: UInt8 = 0
        var labels = 0
        for (index, octet) in octets.enumerated() {
            switch octet {
            case UInt8(ascii: "."):
                guard label > 0, previous != UInt8(ascii: "-") else { return false }
                labels += 1
                label = 0
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                label += 1
            case UInt8(ascii: "-"):
                guard label > 0 else { return false }
                label += 1
            case UInt8(ascii: "*"):
                guard wildcard, index == 0, octets.count > 2, octets[1] == UInt8(ascii: ".") else { return false }
                label += 1
            default:
                return false
            }
            guard label <= 63 else { return false }
            previous = octet
        }
        return label > 0 && previous != UInt8(ascii: "-")
    }

    /// `local@domain` in ASCII, without blanks and control characters.
    package static func isMailbox(_ text: String) -> Bool {
        let octets = text.utf8
        guard octets.count <= 255, octets.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let at = text.lastIndex(of: "@") else { return false }
        return at != text.startIndex && isDNSName(String(text[text.index(after: at)...]))
    }

    /// A scheme, a colon and more, in ASCII without blanks.
    package static func isAbsoluteURI(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let colon = text.firstIndex(of: ":") else { return false }
        let scheme = text[..<colon].utf8
        guard let first = scheme.first, isLetter(first), text.index(after: colon) != text.endIndex else { return false }
        return scheme.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    }

    /// What is wrong with a value of a name attribute, as the end of a sentence; nil when nothing is.
    package static func fault(in text: String, of type: OID) -> String? {
        if text.isEmpty { return "is empty" }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return "has control characters" }
        let bound = upperBounds[type] ?? 256
        let length = text.unicodeScalars.count
        if length > bound { return "is \(length) characters long; at most \(bound) are allowed" }
        switch type {
        case OID.country where length != 2 || !text.utf8.allSatisfy(isLetter): return "is no country code of two letters"
        case OID.serialNumber where !AttributeText.isPrintable(text), OID.distinguishedNameQualifier where !AttributeText.isPrintable(text):
            return "has characters outside PrintableString"
        case OID.emailAddress where !text.utf8.allSatisfy({ $0 < 0x80 }), OID.domainComponent where !text.utf8.allSatisfy({ $0 < 0x80 }):
            return "has characters outside ASCII"
        default: return nil
        }
    }

    private static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet) }

    private static let upperBounds: [OID: Int] = [
        OID.commonName: 64, OID.organization: 64, OID.organizationalUnit: 64, OID.title: 64, OID.serialNumber: 64, OID.locality: 128,
        OID.stateOrProvince: 128, OID.emailAddress: 255, OID.surname: 32768, OID.givenName: 32768, OID.initials: 32768,
        OID.generationQualifier: 32768, OID.pseudonym: 128, OID.country: 2, OID.domainComponent: 63, OID.streetAddress: 128,
        OID.postalCode: 40,
    ]
}
