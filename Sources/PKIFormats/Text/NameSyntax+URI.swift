extension NameSyntax {
    /// A scheme and its rest, in the characters of RFC 3986. An authority, if present, names a host (RFC 5280 §4.2.1.6).
    package static func isAbsoluteURI(_ text: String) -> Bool { fault(inURI: text) == nil }

    package static func fault(inURI text: String) -> NameError? {
        let remedy = "Write an absolute URI in ASCII, as in https://host.example.com/path or urn:uuid:…; encode other characters with %."
        if let foreign = text.unicodeScalars.first(where: { !isURICharacter($0) }) {
            return NameError("has the character \(AttributeSyntax.name(of: foreign)), which no URI has", remedy: remedy)
        }
        guard let colon = text.firstIndex(of: ":"), let first = text.utf8.first, isLetter(first),
            text[..<colon].utf8.allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
        else { return NameError("is not an absolute URI: it begins with no scheme", remedy: remedy) }
        let rest = text[text.index(after: colon)...]
        if rest.isEmpty { return NameError("has nothing behind its scheme", remedy: remedy) }
        if rest.split(separator: "#", omittingEmptySubsequences: false).count > 2 {
            return NameError("has two fragments", remedy: "Write one # at most, or %23.")
        }
        if !percentSignsAreEncodings(rest) { return NameError("has a % without two hexadecimal digits", remedy: remedy) }
        guard rest.hasPrefix("//") else {
            if schemesWithHost.contains(text[..<colon].lowercased()) { return NameError("names no host", remedy: remedy) }
            return rest.contains("[") || rest.contains("]") ? NameError("has brackets outside a host", remedy: remedy) : nil
        }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        let path = rest.dropFirst(2 + authority.count)
        if path.contains("[") || path.contains("]") { return NameError("has brackets outside a host", remedy: remedy) }
        return isAuthority(authority) ? nil : NameError("names no host that can be one", remedy: remedy)
    }

    /// Schemes whose URIs always name a host (RFC 9110 §4.2, RFC 1738 §3.2, RFC 6455 §3).
    private static let schemesWithHost: Set<String> = ["http", "https", "ftp", "ftps", "ws", "wss"]

    /// `[ userinfo "@" ] host [ ":" port ]` with a host that is a DNS name or an IP address.
    private static func isAuthority(_ authority: Substring) -> Bool {
        let machine = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        if authority.filter({ $0 == "@" }).count > 1 { return false }
        guard let parts = try? HostAndPort(machine), parts.isBracketed == parts.host.contains(":") else { return false }
        if let port = parts.port, (HostAndPort.portNumber(port) ?? 0) == 0 { return false }
        let host = String(parts.host)
        return GeneralName(ipAddressText: host) != nil || !parts.isBracketed && isDNSName(host)
    }

    private static func isURICharacter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII, let octet = UInt8(exactly: scalar.value) else { return false }
        return isLetter(octet) || isDigit(octet) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(octet)
    }

    private static func percentSignsAreEncodings(_ text: Substring) -> Bool {
        let parts = text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        return parts.allSatisfy { part in
            let digits = part.utf8.prefix(2)
            return digits.count == 2 && digits.allSatisfy { isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) }
        }
    }
}
