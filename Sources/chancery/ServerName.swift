import PKIFormats

/// A name of this server, a DNS name or an IP address, in the form its certificate has.
enum ServerName: Sendable, Hashable, CustomStringConvertible {
    case dns(String)
    /// 4 or 16 octets.
    case ip([UInt8])

    /// - Throws: the fault, as the end of a sentence about the text. Letters, digits and hyphens only (RFC 1123 §2.1), because clients compare and the
    /// CA certifies only those.
    init(_ text: String) throws(SettingError) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        if let octets = IPAddressText.octets(of: bare) {
            guard octets.contains(where: { $0 != 0 }) else {
                throw SettingError("does not name a machine; give a name or an address that clients use")
            }
            self = .ip(octets)
            return
        }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard !text.contains(":") else { throw SettingError("is not an IP address, and a name has no colon; leave the port out") }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw SettingError("is not ASCII; write an international name in the form that begins with xn--")
        }
        if let wrong = text.first(where: { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }) {
            throw SettingError("contains “\(ControlText.visible(String(wrong)))”; a DNS name has letters, digits, hyphens and dots only")
        }
        guard text.utf8.count <= 253, labels.allSatisfy({ (1...63).contains($0.utf8.count) }) else {
            throw SettingError("is not a DNS name: each part has 1 to 63 characters, and all together 253 at most")
        }
        guard labels.allSatisfy({ $0.first != "-" && $0.last != "-" }) else {
            throw SettingError("has a part that begins or ends with a hyphen, which a DNS name may not have")
        }
        guard let last = labels.last, !last.allSatisfy(\.isNumber) else {
            throw SettingError("ends with a number as IP addresses do, but is not an IP address")
        }
        self = .dns(text.lowercased())
    }

    var description: String {
        switch self {
        case .dns(let name): name
        case .ip(let octets): IPAddressText.text(of: octets)
        }
    }
}

/// The fault of a setting's value: the rest of a sentence that begins with the setting and its value.
struct SettingError: Error, Equatable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
