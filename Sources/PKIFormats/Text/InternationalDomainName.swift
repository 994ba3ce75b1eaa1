/// Domain names between the form for people and the form of DNS, label by label (RFC 5890 §2.3.2.1).
package enum InternationalDomainName {
    /// The name in ASCII: labels of other characters as A-labels. `nil` when a label cannot be one. Letters are not mapped beyond their case, so
    /// text that is not normalized gives another name than a browser's.
    package static func ascii(_ name: String) -> String? {
        var labels: [String] = []
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            guard !label.utf8.allSatisfy({ $0 < 0x80 }) else {
                labels.append(String(label))
                continue
            }
            guard let encoded = ALabel.label(of: label) else { return nil }
            labels.append(encoded)
        }
        return labels.joined(separator: ".")
    }

    /// The name with the text of its sound A-labels.
    package static func text(_ name: String) -> String {
        name.split(separator: ".", omittingEmptySubsequences: false).map { ALabel.text(of: $0) ?? String($0) }.joined(separator: ".")
    }

    /// A mail address with its domain in ASCII; `nil` when there is no domain, when it cannot be written so, or when the rest is not ASCII.
    package static func asciiAddress(_ address: String) -> String? {
        guard let at = address.lastIndex(of: "@") else { return nil }
        let user = address[..<at]
        guard user.utf8.allSatisfy({ $0 < 0x80 }), let domain = ascii(String(address[address.index(after: at)...])) else { return nil }
        return user + "@" + domain
    }

    /// A mail address with the text of its domain's A-labels.
    package static func textAddress(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address }
        return address[...at] + text(String(address[address.index(after: at)...]))
    }
}
