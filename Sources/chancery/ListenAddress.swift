import FrontEnds
import PKIFormats

/// Where a listener listens: `HOST:PORT`, where an IPv6 address stands in brackets. A missing port is the listener's usual one, and port 0 asks for any free port. A missing
/// host, `*` and `::` mean every address of this machine, of both families.
struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name, or an address without brackets; `*` for every address.
    var host: String
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// - Throws: what is wrong with the text and how to write it, as the end of a sentence about it.
    init(_ text: String, usualPort: Int) throws(SettingFault) {
        var host = text[...]
        var port: Substring?
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { throw SettingFault("lacks the closing bracket of an IPv6 address") }
            host = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.first == ":" else { throw SettingFault("has text behind the bracket; write [ADDRESS]:PORT") }
            port = rest.isEmpty ? nil : rest.dropFirst()
            guard IPAddressText.octets(of: String(host))?.count == 16 else { throw SettingFault("has no IPv6 address in its brackets") }
        } else if let colon = text.lastIndex(of: ":") {
            let last = text[text.index(after: colon)...]
            let isAddress = IPAddressText.octets(of: text) != nil
            // `2001:db8::a:8443` is an address, and an address with a port.
            if isAddress, last.count > 1, last.allSatisfy(\.isNumber), IPAddressText.octets(of: String(text[..<colon])) != nil {
                throw SettingFault(
                    "can be read in two ways; write [\(text)] for the address, or [\(text[..<colon])]:\(last) for address and port"
                )
            }
            if !isAddress {
                host = text[..<colon]
                port = last
                guard !host.contains(":") else {
                    throw SettingFault("is no address; an IPv6 address with a port is written [ADDRESS]:PORT")
                }
            }
        } else if let number = Int(text), (0...65_535).contains(number) {
            throw SettingFault(
                "is a number alone; write :\(number) for that port on every address, or 127.0.0.1:\(number) for this machine only"
            )
        }
        self.port = try port.map { text throws(SettingFault) in try Self.port(text) } ?? usualPort
        if host.isEmpty || host == "*" || IPAddressText.octets(of: String(host)) == [UInt8](repeating: 0, count: 16) {
            self.host = "*"
        } else if let octets = IPAddressText.octets(of: String(host)) {
            self.host = IPAddressText.text(of: octets)
        } else {
            guard case .dns(let name) = try ServerName(String(host)) else { throw SettingFault("is no address of a listener") }
            self.host = name
        }
    }

    private static func port(_ text: Substring) throws(SettingFault) -> Int {
        guard let port = Int(text), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), (0...65_535).contains(port) else {
            throw SettingFault("has the port “\(text)”; a port is a number from 0 to 65535")
        }
        return port
    }

    /// Only this machine reaches it.
    var isLoopback: Bool {
        if let octets = IPAddressText.octets(of: host) { return octets.isLoopbackAddress }
        return host == "localhost"
    }

    var isWildcard: Bool { host == "*" || host == "0.0.0.0" }
    var description: String { ListenAddress.urlHost(host) + ":\(port)" }

    /// A host as URLs write it: IPv6 addresses in brackets.
    static func urlHost(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

extension [UInt8] {
    /// The octets of an IP address that only the machine itself has.
    var isLoopbackAddress: Bool {
        switch count {
        case 4: first == 127
        case 16:
            dropLast().allSatisfy { $0 == 0 } && last == 1 || prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] && self[12] == 127
        default: false
        }
    }
}
