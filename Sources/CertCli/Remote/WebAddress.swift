package import PortableFoundation

/// Addresses that people give.
package enum WebAddress {
    /// The port of a URL: 443 or 80 when it names none.
    /// - Returns: nil for a number that is not a port. The network libraries below end the process over one beside an IP address.
    package static func port(of url: URL) -> Int? {
        let port = url.port ?? (url.scheme?.lowercased() == "http" ? 80 : 443)
        return (1...65_535).contains(port) ? port : nil
    }
}
