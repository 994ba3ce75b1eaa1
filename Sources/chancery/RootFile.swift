import SystemFiles
import CAInterface
import Foundation
import PKIFormats

/// `DIR/root.pem`: the roots that clients of this server need, the issuing CA's first. After a renewal of the root, the server's TLS certificate is still below the former
/// one until it is due.
struct RootFile: Sendable {
    private static let name = "root.pem"

    let dataDirectory: String
    let authorities: any AuthoritySource

    /// DER of the root of the issuing CA; of the TLS certificate while there is no CA.
    func first(with identity: ServerCertificate.Identity) async throws -> [UInt8] {
        let issuing = try await authorities.authorities().first
        return issuing.map { $0.chain.last ?? $0.certificate } ?? identity.chain[identity.chain.count - 1]
    }

    /// Writes the file if it says something else.
    func write(with identity: ServerCertificate.Identity) async throws {
        var roots = [try await first(with: identity)]
        // A certificate that stands in is a root only while there is no CA.
        if identity.chain.count > 1, let root = identity.chain.last, !roots.contains(root) { roots.append(root) }
        let text = Array(roots.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }.joined().utf8)
        guard FileManager.default.contents(atPath: "\(dataDirectory)/\(Self.name)").map(Array.init) != text else { return }
        try DurableFile.write(text, directory: dataDirectory, name: Self.name, mode: 0o644)
    }
}
