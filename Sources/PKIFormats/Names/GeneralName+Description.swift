extension GeneralName: CustomStringConvertible {
    /// A prefix for the kind and the value, for example `dns:www.example.com`, `upn:alice@example.com`, `ip:2001:db8::1`.
    public var description: String {
        switch self {
        case .otherName(let type, let value):
            if let name = userPrincipalName { "upn:" + name } else { "other:\(type.dotted);\(Hex.encode(value))" }
        case .rfc822Name(let text): "email:" + text
        case .dnsName(let text): "dns:" + text
        case .x400Address(let element): "x400:" + Hex.encode(element)
        case .directoryName(let name): "dn:" + name.rfc4514
        case .ediPartyName(let element): "edi:" + Hex.encode(element)
        case .uri(let text): "uri:" + text
        case .ipAddress(let address): "ip:" + IPAddressText.text(of: address)
        case .registeredID(let oid): "oid:" + oid.dotted
        }
    }

    /// An IP address from its text form, IPv4 or IPv6; `nil` when it is neither.
    public init?(ipAddressText: String) {
        guard let octets = IPAddressText.octets(of: ipAddressText) else { return nil }
        self = .ipAddress(octets)
    }
}
