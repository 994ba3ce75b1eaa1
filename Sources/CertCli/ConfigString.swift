import PKIFormats
public import CAInterface

/// A configuration string, which names a CA and its address.
///
/// `host[:port]\CA name`; the port is 443 when absent. An `https://` address names an enrollment web service. Source: "ICertConfig::GetConfig";
/// MS-WCCE §3.1.1.4.2. Different from Windows: the machine part may carry a port, and it may be an address (IPv6 in brackets).
public struct ConfigString: Sendable, Hashable, CustomStringConvertible {
    public let host: String
    public let port: Int
    /// The CA's common name or sanitized name, case-insensitive; empty when left out (tools may then take the only CA of the server).
    public let authority: String

    public init(host: String, port: Int = 443, authority: String) {
        self.host = host
        self.port = port
        self.authority = authority
    }

    /// - Throws: `CAError` with 0x80070057 for text that is not a configuration string, with 0x80004001 for the address of an enrollment
    ///   web service.
    public init(_ text: String, authorityRequired: Bool = true) throws(CAError) {
        let rest = Self.trimmed(text)
        if rest.lowercased().hasPrefix("https://") { throw Self.webServiceNotBuilt(String(rest)) }
        let machine: Substring
        if let backslash = rest.firstIndex(of: "\\") {
            machine = rest[..<backslash]
            authority = String(rest[rest.index(after: backslash)...])
        } else {
            machine = rest
            authority = ""
        }
        guard !machine.isEmpty, !machine.contains(where: { $0.isWhitespace || $0 == "/" || $0 == "@" }),
            !authority.isEmpty || !authorityRequired
        else {
            throw Self.unreadable(text)
        }
        guard let parts = try? HostAndPort(machine), parts.isBracketed || !parts.host.contains(":"), !parts.host.isEmpty else {
            throw Self.unreadable(text)
        }
        host = String(parts.host)
        guard let digits = parts.port else {
            port = 443
            return
        }
        guard let number = HostAndPort.portNumber(digits), number > 0 else { throw Self.unreadable(text) }
        port = number
    }

    /// `host:port` with the port left out when it is 443.
    public var machine: String {
        let host = HostAndPort.urlHost(host)
        return port == 443 ? host : "\(host):\(port)"
    }

    public var description: String { authority.isEmpty ? machine : "\(machine)\\\(authority)" }

    /// The text without blanks and quotation marks around it, which command lines leave.
    static func trimmed(_ text: String) -> Substring {
        var rest = text[...]
        while let first = rest.first, first.isWhitespace || first == "\"" { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace || last == "\"" { rest.removeLast() }
        return rest
    }

    static func webServiceNotBuilt(_ address: String) -> CAError {
        CAError(
            .notImplemented,
            status: .notImplemented,
            "\"\(address)\" is the address of an enrollment web service (WSTEP), which this version cannot use yet. Give the configuration string "
                + "host[:port]\\CA name."
        )
    }

    private static func unreadable(_ text: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidArgument,
            "\"\(text)\" is not a configuration string. Write host[:port]\\CA name, for example pki.example.com\\Example Issuing CA."
        )
    }
}
