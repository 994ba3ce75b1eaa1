import CAInterface
import CertCli
import PortableFoundation

/// Reads the address of a policy server.
enum PolicyServerAddress {
    /// The paths that mean the API of a Chancery server.
    private static let paths = ["", "/", "/api/v1", "/api/v1/", "/api/v1/templates"]

    /// - Throws: `CAError` with 0x80070057 for anything except an `https://` address.
    static func check(_ url: String) throws(CAError) {
        guard url.lowercased().hasPrefix("https://"), url.count > "https://".count, !url.contains(where: \.isWhitespace) else {
            throw .badArgument("\"\(url)\" is not the address of a policy server. Give https://host[:port].")
        }
    }

    /// The server of the address, without a CA.
    /// - Throws: `CAError` with 0x80070057, and with 0x80004001 for the address of a web service of Windows, which needs MS-XCEP.
    static func config(_ url: String) throws -> ConfigString {
        try check(url)
        let rest = url.dropFirst("https://".count)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard paths.contains(String(rest[end...])) else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "\"\(url)\" is the address of a policy web service (MS-XCEP), which is not supported. Give https://host[:port] of a Chancery server."
            )
        }
        return try ConfigString(String(rest[..<end]), authorityRequired: false)
    }
}
