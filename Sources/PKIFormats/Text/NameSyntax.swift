/// The syntax of the names of a certificate, and so of the directory entries from which names are taken. `is…` returns only whether a name
/// is right; `fault(in…)` also says why not.
///
/// Sources: RFC 5280 §4.2.1.6 and appendix A.1 (upper bounds), RFC 1034 §3.5, RFC 1123 §2.1, RFC 5321 §4.1.2, RFC 3986.
package enum NameSyntax {
    // MARK: DNS names

    /// Letters, digits and inner hyphens in labels of at most 63 octets, 253 in all. A whole first label may be `*` where allowed. The last
    /// label is not a number: programs read such a name as an IPv4 address (RFC 1123 §2.1).
    package static func isDNSName(_ text: String, wildcard: Bool = false) -> Bool {
        let octets = text.utf8
        guard !octets.isEmpty, octets.count <= 253 else { return false }
        var label = 0
        var previous = UInt8(ascii: ".")
        var hasLetter = false
        var hasTwoHyphens = false
        for octet in octets {
            switch octet {
            case UInt8(ascii: "."):
                guard label > 0, previous != UInt8(ascii: "-") else { return false }
                label = -1
                hasLetter = false
            case _ where isLetter(octet): hasLetter = true
            case _ where isDigit(octet): break
            case UInt8(ascii: "-"):
                guard label > 0 else { return false }
                hasLetter = true
                hasTwoHyphens = hasTwoHyphens || previous == octet
            case UInt8(ascii: "*"):
                return wildcard && octets.count > 2 && octets.starts(with: "*.".utf8) && isDNSName(String(Substring(octets.dropFirst(2))))
            default:
                return false
            }
            label += 1
            guard label <= 63 else { return false }
            previous = octet
        }
        return label > 0 && previous != UInt8(ascii: "-") && hasLetter && (!hasTwoHyphens || unsoundLabel(in: text) == nil)
    }

    /// One label of a DNS name, which may be a number.
    static func isLabel(_ text: String) -> Bool {
        let octets = text.utf8
        guard (1...63).contains(octets.count), octets.first != UInt8(ascii: "-"), octets.last != UInt8(ascii: "-"),
            octets.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") })
        else { return false }
        return !ALabel.hasPrefix(Substring(text)) || ALabel.isSound(Substring(text))
    }

    /// The first label that begins as an A-label but is not a valid one.
    private static func unsoundLabel(in text: String) -> Substring? {
        text.split(separator: ".").first { ALabel.hasPrefix($0) && !ALabel.isSound($0) }
    }

    package static func fault(inDNSName text: String, wildcard: Bool = false) -> NameError? {
        if isDNSName(text, wildcard: wildcard) { return nil }
        if text.isEmpty { return NameError("is empty", remedy: "Leave it out or write the DNS name.") }
        if GeneralName(ipAddressText: text) != nil {
            return NameError("is an IP address, not a DNS name", remedy: "Ask for it as an IP address: IP:\(text).")
        }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return NameError(
                "is a DNS name with characters outside ASCII",
                remedy: "Write its labels as A-labels, which begin with xn-- (RFC 5890)."
            )
        }
        if text.utf8.count > 253 {
            return NameError("is \(text.utf8.count) octets long; a DNS name has at most 253", remedy: "Ask for a shorter DNS name.")
        }
        if text.hasSuffix("."), isDNSName(String(text.dropLast()), wildcard: wildcard) {
            return NameError("ends with a dot", remedy: "Leave the last dot off: names in certificates are complete without it.")
        }
        if text.contains("*") {
            return NameError(
                "has a * where none may be",
                remedy: wildcard ? "Let * be the whole first label and no other, as in *.example.com." : "Write the DNS name in full."
            )
        }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if labels.contains(where: \.isEmpty) {
            return NameError("has an empty label", remedy: "Write one dot between two labels, none before the first.")
        }
        if let long = labels.first(where: { $0.utf8.count > 63 }) {
            return NameError("has a label of \(long.utf8.count) octets; at most 63 are allowed", remedy: "Ask for a shorter DNS name.")
        }
        if let last = labels.last, last.utf8.allSatisfy(isDigit) {
            return NameError(
                "ends with a number, so that programs read it as an IP address",
                remedy: "Write the DNS name in full, or ask for an IP address."
            )
        }
        if let label = unsoundLabel(in: text) {
            return NameError(
                "has the label \(label.prefix(63)), which encodes no text",
                remedy: "Convert the name to A-labels again (RFC 5891 §4.4)."
            )
        }
        if text.contains("_") {
            return NameError("has an underscore", remedy: "Use a host name: letters, digits and inner hyphens only.")
        }
        return NameError("is not a DNS name", remedy: "Use letters, digits and inner hyphens, in labels parted by dots.")
    }

    // MARK: Mailboxes

    /// A local part and a domain. The local part is a Dot-string or a Quoted-string of RFC 5321 without blanks, of at most 64 octets.
    package static func isMailbox(_ text: String) -> Bool { fault(inMailbox: text) == nil }

    package static func fault(inMailbox text: String) -> NameError? {
        let remedy = "Write the address as local@domain in ASCII."
        let octets = text.utf8
        guard octets.allSatisfy({ $0 < 0x80 }) else {
            return NameError("is an e-mail address with characters outside ASCII", remedy: remedy)
        }
        guard octets.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return NameError("is an e-mail address with blanks or control characters", remedy: remedy)
        }
        if octets.count > 255 { return NameError("is \(octets.count) octets long; an e-mail address has at most 255", remedy: remedy) }
        guard let at = octets.lastIndex(of: UInt8(ascii: "@")) else {
            return NameError("is not an e-mail address: it has no @", remedy: remedy)
        }
        let local = octets[..<at]
        guard (1...64).contains(local.count), isDotString(local) || isQuotedString(local) else {
            return NameError("is not an e-mail address: no mailbox has the part before its last @", remedy: remedy)
        }
        if let fault = fault(inDNSName: String(text[octets.index(after: at)...])) {
            return NameError("is not an e-mail address: its domain \(fault.text)", remedy: remedy)
        }
        return nil
    }

    private static func isDotString(_ local: Substring.UTF8View) -> Bool {
        var previous = UInt8(ascii: ".")
        for octet in local {
            if octet == UInt8(ascii: ".") {
                guard previous != octet else { return false }
            } else {
                guard isLetter(octet) || isDigit(octet) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(octet) else { return false }
            }
            previous = octet
        }
        return previous != UInt8(ascii: ".")
    }

    private static func isQuotedString(_ local: Substring.UTF8View) -> Bool {
        let quote = UInt8(ascii: "\"")
        guard local.count > 2, local.first == quote, local.last == quote else { return false }
        var escaped = false
        for octet in local.dropFirst().dropLast() {
            if escaped {
                escaped = false
            } else if octet == UInt8(ascii: "\\") {
                escaped = true
            } else if octet == quote {
                return false
            }
        }
        return !escaped
    }

    static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet) }
    static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
}
