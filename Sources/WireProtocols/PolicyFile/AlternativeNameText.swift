package import CAInterface
import PortableFoundation
package import PKIFormats

/// The text form of subject alternative names: `dns=a.example&email=b@example&…`. Source: "certreq" command reference; "IX509NameValuePair".
package enum AlternativeNameText {
    /// The words allowed before the first `=` of a name, without blanks and in lower case; a dotted identifier is allowed too.
    private static let tags: Set = [
        "dns", "fqdn", "email", "upn", "url", "ipaddress", "dn", "directoryname", "registeredid", "oid", "guid",
    ]

    /// Whether a fragment with this beginning is a new name, even without the ampersand before it.
    package static func beginsName(_ text: Substring) -> Bool {
        let tag = text.filter { !$0.isWhitespace }.lowercased()
        return tags.contains(tag) || tag.contains(".") && OID(dotted: tag) != nil
    }

    package static func names(_ text: String, _ entry: PolicyFile.Entry) throws(CAError) -> SubjectAlternativeName {
        var names: [GeneralName] = []
        for part in text.split(separator: "&") where !part.allSatisfy(\.isWhitespace) {
            guard let equals = part.firstIndex(of: "=") else { throw PolicyFile.unreadable(entry.line, "\"\(part)\" is not type=value") }
            let type = part[..<equals].filter { !$0.isWhitespace }.lowercased()
            var value = part[part.index(after: equals)...]
            while value.first?.isWhitespace == true { value.removeFirst() }
            while value.last?.isWhitespace == true { value.removeLast() }
            names.append(try name(type, String(value), entry))
        }
        guard !names.isEmpty else { throw PolicyFile.unreadable(entry.line, "the subject alternative names contain no name") }
        return SubjectAlternativeName(names)
    }

    private static func name(_ type: String, _ value: String, _ entry: PolicyFile.Entry) throws(CAError) -> GeneralName {
        switch type {
        case "dns", "fqdn": return .dnsName(try ascii(value, entry))
        case "email": return .rfc822Name(try ascii(value, entry))
        case "url": return .uri(try ascii(value, entry))
        case "upn": return .userPrincipalName(value)
        case "ipaddress":
            guard let octets = IPAddressText.octets(of: value) else {
                throw PolicyFile.unreadable(entry.line, "\"\(value)\" is not an IP address")
            }
            return .ipAddress(octets)
        case "dn", "directoryname":
            guard let name = try? DistinguishedName(x500Text: value, flags: X500NameFlags(.x500, [.reverse, .forceUTF8])) else {
                throw PolicyFile.unreadable(entry.line, "\"\(value)\" is not a distinguished name")
            }
            return .directoryName(name)
        case "oid", "registeredid": return .registeredID(try PolicyExtensions.oid(value, entry))
        case "guid":
            guard let guid = UUID(uuidString: value.filter { $0 != "{" && $0 != "}" }) else {
                throw PolicyFile.unreadable(entry.line, "\"\(value)\" is not a GUID")
            }
            return .directoryObjectGUID(littleEndian(guid))
        default:
            return .otherName(type: try PolicyExtensions.oid(type, entry), value: try other(value, entry))
        }
    }

    /// A name that bounds others, for [NameConstraintsExtension]. An address has a mask after a comma or a prefix length after a slash; a constraint
    /// for URIs is a host or a domain (RFC 5280 §4.2.1.10).
    package static func constraint(_ entry: PolicyFile.Entry) throws(CAError) -> GeneralName {
        let type = entry.key.filter { !$0.isWhitespace }.lowercased()
        guard tags.contains(type) || OID(dotted: type) != nil else {
            throw PolicyFile.unknown(
                entry.line,
                "\(entry.key) is not a kind of name",
                nearest: Nearest.to(entry.key, among: ["DNS", "EMail", "UPN", "URL", "IPAddress", "DirectoryName", "RegisteredId"])
            )
        }
        guard type == "ipaddress" else { return try name(type, entry.value, entry) }
        let parts = entry.value.split { $0 == "," || $0 == "/" }.map { $0.filter { !$0.isWhitespace } }
        if parts.count == 2, let address = IPAddressText.octets(of: parts[0]) {
            if let mask = IPAddressText.octets(of: parts[1]), mask.count == address.count { return .ipAddress(address + mask) }
            if let length = Int(parts[1]), (0...address.count * 8).contains(length) {
                return .ipAddress(address + address.indices.map { UInt8(truncatingIfNeeded: 0xFF00 >> min(max(length - $0 * 8, 0), 8)) })
            }
        }
        throw PolicyFile.unreadable(entry.line, "\"\(entry.value)\" is not an address with its mask, such as 192.0.2.0,255.255.255.0")
    }

    /// `{utf8}text`, `{octet}base64`, `{octet}{hex}digits`, `{asn}base64`, `{hex}digits`; text without a mark is an octet string.
    private static func other(_ value: String, _ entry: PolicyFile.Entry) throws(CAError) -> [UInt8] {
        func rest(_ mark: String) -> String? { value.lowercased().hasPrefix(mark) ? String(value.dropFirst(mark.count)) : nil }
        do {
            if let text = rest("{utf8}") { return DERWriter.encode(capacity: 64) { $0.writeUTF8String(text) } }
            if let text = rest("{octet}{hex}") {
                let octets = try Hex.decode(text)
                return DERWriter.encode(capacity: 64) { $0.writeOctetString(octets) }
            }
            if let text = rest("{octet}") {
                let octets = try Base64.decode(text)
                return DERWriter.encode(capacity: 64) { $0.writeOctetString(octets) }
            }
            if let text = rest("{asn}") { return try Base64.decode(text) }
            if let text = rest("{hex}") { return try Hex.decode(text) }
            return DERWriter.encode(capacity: 64) { $0.writeOctetString(Array(value.utf8)) }
        } catch {
            throw PolicyFile.unreadable(entry.line, "\"\(value)\" cannot be decoded: \(error)")
        }
    }

    package static func ascii(_ value: String, _ entry: PolicyFile.Entry) throws(CAError) -> String {
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw PolicyFile.unreadable(
                entry.line,
                "\"\(value)\" must be ASCII without blanks; write international names in their A-label form (xn--…)"
            )
        }
        return value
    }

    /// A GUID as Windows writes it: the first three fields are little-endian.
    private static func littleEndian(_ guid: UUID) -> [UInt8] {
        let b = withUnsafeBytes(of: guid.uuid) { Array($0) }
        return [b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6]] + b[8...]
    }
}
