import Foundation
package import PKIFormats

/// The root certificates that the machine trusts, in the place where Debian and related systems keep them. Tests that read them are
/// disabled elsewhere.
package enum SystemRoots {
    package static let bundle = "/etc/ssl/certs/ca-certificates.crt"

    package static var isThere: Bool { FileManager.default.fileExists(atPath: bundle) }

    package static func documents() throws -> [PEMDocument] {
        try PEMDocument.parse(String(contentsOfFile: bundle, encoding: .utf8))
    }
}
