import PKIFormats

/// Decides when a name lies in a subtree (RFC 5280 §4.2.1.10), and when a certificate has the name asked for (RFC 9525, RFC 8550 §3).
enum NameRules {
    /// Whether `name` lies below `base`, which is of the same form; `nil` when that cannot be decided and so counts as a breach.
    static func lies(_ name: GeneralName, in base: GeneralName, excluding: Bool) -> Bool? {
        switch (name, base) {
        case (.directoryName(let name), .directoryName(let base)): lies(name, in: base)
        case (.dnsName(let name), .dnsName(let base)): lies(dns: name, in: base, excluding: excluding)
        case (.rfc822Name(let name), .rfc822Name(let base)): lies(mailbox: name, in: base)
        case (.uri(let name), .uri(let base)): uriHost(name).map { lies(host: $0, in: base) }
        case (.ipAddress(let name), .ipAddress(let base)): lies(address: name, in: base)
        case (.otherName(OID.Microsoft.userPrincipalName, _), .otherName(OID.Microsoft.userPrincipalName, _)):
            if let name = name.userPrincipalName, let base = base.userPrincipalName {
                lies(mailbox: name, in: base.hasPrefix("@") ? String(base.dropFirst()) : base)
            } else {
                nil
            }
        default: nil
        }
    }

    private static func lies(_ name: DistinguishedName, in base: DistinguishedName) -> Bool {
        name.rdns.count >= base.rdns.count && DistinguishedName(Array(name.rdns.prefix(base.rdns.count))).matches(base)
    }

    /// A base covers itself and everything below. With a leading dot, as OpenSSL and others write it, it covers only what is below.
    private static func lies(dns name: String, in base: String, excluding: Bool) -> Bool {
        let (name, base) = (folded(name), folded(base))
        if base.isEmpty { return true }
        if base.hasPrefix(".") { return name.hasSuffix(base) && name.count > base.count }
        if name == base || name.hasSuffix("." + base) { return true }
        // `*.example.com` also covers the excluded `www.example.com`.
        guard excluding, name.hasPrefix("*."), let dot = base.firstIndex(of: ".") else { return false }
        return base[dot...] == name.dropFirst()
    }

    /// A base is a mailbox, a host, or, with a leading dot, all hosts below a domain.
    private static func lies(mailbox name: String, in base: String) -> Bool? {
        guard isASCII(name), let at = name.lastIndex(of: "@") else { return nil }
        if base.contains("@") { return isSameMailbox(name, base) }
        let host = String(name[name.index(after: at)...])
        return lies(host: host, in: base)
    }

    private static func lies(host: String, in base: String) -> Bool {
        let (host, base) = (folded(host), folded(base))
        if base.isEmpty { return true }
        if base.hasPrefix(".") { return host.hasSuffix(base) && host.count > base.count }
        return host == base
    }

    /// The host of a URI; `nil` when the URI has no host, or has an address, to which constraints do not apply.
    static func uriHost(_ uri: String) -> String? {
        guard let start = uri.range(ofText: "://") else { return nil }
        var authority = uri[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        guard authority.first != "[" else { return nil }
        let host = String(authority.prefix { $0 != ":" })
        guard !host.isEmpty, GeneralName(ipAddressText: host) == nil else { return nil }
        return host
    }

    /// - Parameter base: the address and then the mask.
    private static func lies(address: [UInt8], in base: [UInt8]) -> Bool? {
        guard base.count == 8 || base.count == 32, address.count == 4 || address.count == 16 else { return nil }
        guard base.count == 2 * address.count else { return false }
        return address.indices.allSatisfy { address[$0] & base[$0 + address.count] == base[$0] & base[$0 + address.count] }
    }

    // MARK: The name asked for

    /// Whether the certificate belongs to this server. Only alternative names count (RFC 9525 §6.1), and not the common name.
    static func hasHost(_ certificate: Certificate, _ host: String) throws(FormatError) -> Bool {
        let names = try certificate.value(of: SubjectAlternativeName.self)?.names ?? []
        if let address = GeneralName(ipAddressText: host) { return names.contains(address) }
        return names.contains { name in
            guard case .dnsName(let pattern) = name else { return false }
            return isHost(host, named: pattern)
        }
    }

    /// `*` is exactly one whole label, the leftmost, above at least two others (RFC 9525 §6.3).
    static func isHost(_ host: String, named pattern: String) -> Bool {
        let (host, pattern) = (folded(host), folded(pattern))
        guard !host.isEmpty, !host.hasPrefix("."), isASCII(host) else { return false }
        guard pattern.hasPrefix("*.") else { return !pattern.contains("*") && host == pattern }
        let rest = pattern.dropFirst(1)
        guard !rest.contains("*"), rest.dropFirst().contains("."), let dot = host.firstIndex(of: ".") else { return false }
        return host[dot...] == rest
    }

    /// Whether the certificate belongs to this mailbox, by its alternative names or an emailAddress in the subject.
    static func hasMailbox(_ certificate: Certificate, _ address: String) throws(FormatError) -> Bool {
        for case .rfc822Name(let name) in try certificate.value(of: SubjectAlternativeName.self)?.names ?? []
        where isSameMailbox(name, address) { return true }
        return certificate.subject.values(of: OID.emailAddress).contains { isSameMailbox($0, address) }
    }

    /// The part before the `@` is compared exactly, the host case-insensitively (RFC 5280 §7.5).
    private static func isSameMailbox(_ first: String, _ second: String) -> Bool {
        guard let at = first.lastIndex(of: "@"), let other = second.lastIndex(of: "@") else { return false }
        guard isASCII(String(first[at...])), isASCII(String(second[other...])) else { return false }
        return Array(first[..<at].utf8) == Array(second[..<other].utf8) && folded(String(first[at...])) == folded(String(second[other...]))
    }

    /// Lowercasing text beyond ASCII can make different letters equal.
    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    /// In lower case, without the dot that ends a DNS name.
    private static func folded(_ text: String) -> String {
        let text = text.lowercased()
        return text.count > 1 && text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

extension String {
    /// The place after the first `part`.
    fileprivate func range(ofText part: String) -> String.Index? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(part) { return index(place, offsetBy: part.count) }
            place = index(after: place)
        }
        return nil
    }
}
