import CertCli
import Foundation
import PKIFormats

/// The revocation lists of authorities of other installations: those that somebody put into `DIR/parents`, and those at the addresses in a certificate.
struct ParentLists: Sendable {
    /// A list and the file or address where it was.
    typealias Found = (place: String, bytes: [UInt8])

    let directory: String
    let fetch: @Sendable (String) async throws -> [UInt8]

    /// The most octets of a list.
    private static let largest = 32 << 20

    /// - Parameters:
    ///   - seconds: the longest time for one address.
    ///   - fetch: what an address has.
    init(directory: String, seconds: Int64, fetch: (@Sendable (String) async throws -> [UInt8])? = nil) {
        self.directory = directory
        self.fetch = fetch ?? { try await TrustedFetch.plainBytes(of: $0, atMost: ParentLists.largest, seconds: seconds) }
    }

    /// All lists there are, also where one is known already: any of them may be older than another, and hide what that says.
    /// - Returns: the lists, and why an address gave none.
    func all(at addresses: [String]) async -> (lists: [Found], failures: [String]) {
        var (lists, failures) = (inDirectory(), [String]())
        for address in addresses {
            do { lists.append((address, try await fetch(address))) } catch { failures.append("\(address): \(error)") }
        }
        return (lists, failures)
    }

    /// DER or PEM.
    private func inDirectory() -> [Found] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory))?.sorted() ?? []
        return names.filter { !$0.hasPrefix(".") }.compactMap { name in
            let file = directory + "/" + name
            guard let data = FileManager.default.contents(atPath: file), data.count <= Self.largest else { return nil }
            let bytes = [UInt8](data)
            if bytes.first == 0x30 { return (file, bytes) }
            let document = try? PEMDocument.parse(String(decoding: bytes, as: UTF8.self)).first { $0.label == "X509 CRL" }
            return document.map { (file, $0.bytes) }
        }
    }
}
