import FrontEnds
import PKIFormats

/// The address of a listener: `HOST:PORT`, with an IPv6 address in brackets. Without a port, the listener's default port is used; port 0 asks for any free port. No host,
/// `*` and `::` mean every address of this machine, of both families.
struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name, or an address without brackets; `*` for every address.
    var host: String
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// - Throws: the fault and how to write it correctly, as the end of a sentence about the text.
    init(_ text: String, usualPort: Int) throws(SettingError) {
        let parts: HostAndPort
        do {
            parts = try HostAndPort(text[...])
        } catch {
            switch error {
            case .openBracket: throw SettingError("lacks the closing bracket of an IPv6 address")
            case .textBehindBracket: throw SettingError("has text behind the bracket; write [ADDRESS]:PORT")
            }
        }
        var (host, port) = (parts.host, parts.port)
        if parts.isBracketed {
            guard IPAddressText.octets(of: String(host))?.count == 16 else { throw SettingError("has no IPv6 address in its brackets") }
        } else if let last = port {
            if IPAddressText.octets(of: text) != nil {
                // `2001:db8::a:8443` could be an address alone, or an address with a port.
                if last.count > 1, last.allSatisfy(\.isNumber), IPAddressText.octets(of: String(host)) != nil {
                    throw SettingError(
                        "can be read in two ways; write [\(text)] for the address, or [\(host)]:\(last) for address and port"
                    )
                }
                (host, port) = (text[...], nil)
            }
            guard port == nil || !host.contains(":") else {
                throw SettingError("is not an address; an IPv6 address with a port is written [ADDRESS]:PORT")
            }
        } else if let number = Int(text), (0...65_535).contains(number) {
            throw SettingError(
                "is only a number; write :\(number) for that port on every address, or 127.0.0.1:\(number) for this machine only"
            )
        }
        self.port = try port.map { text throws(SettingError) in try Self.port(text) } ?? usualPort
        if host.isEmpty || host == "*" || IPAddressText.octets(of: String(host)) == [UInt8](repeating: 0, count: 16) {
            self.host = "*"
        } else if let octets = IPAddressText.octets(of: String(host)) {
            self.host = IPAddressText.text(of: octets)
        } else {
            guard case .dns(let name) = try ServerName(String(host)) else { throw SettingError("is not an address of a listener") }
            self.host = name
        }
    }

    private static func port(_ text: Substring) throws(SettingError) -> Int {
        guard let port = HostAndPort.portNumber(text) else {
            throw SettingError("has the port “\(text)”; a port is a number from 0 to 65535")
        }
        return port
    }

    /// True when only this machine can reach the address.
    var isLoopback: Bool {
        if let octets = IPAddressText.octets(of: host) { return IPAddressText.isLoopback(octets) }
        return host == "localhost"
    }

    var isWildcard: Bool { host == "*" || host == "0.0.0.0" }
    var description: String { HostAndPort.urlHost(host) + ":\(port)" }
}
