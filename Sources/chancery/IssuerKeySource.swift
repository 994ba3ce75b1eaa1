import CertCli
import Foundation
import FrontEnds
import PKIFormats

/// Reads the key set of the token issuer from a file, or from an address of the issuer: its key set or its discovery document (OpenID Connect Discovery
/// 1.0 §4).
struct IssuerKeySource: TokenKeySource {
    enum Place: Sendable, Hashable {
        case file(String)
        case address(URL)
    }

    let place: Place
    /// A PEM file with the roots of the address; nil for those of the system.
    let rootsFile: String?

    /// The most octets of a document, and the longest time for it.
    private static let largest = 256 << 10
    private static let seconds: Int64 = 10

    func keySet() async throws -> [UInt8] {
        switch place {
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandError("The file of the token keys, \(path), cannot be read. Check the path and its permissions.")
            }
            return [UInt8](data)
        case .address(let url):
            let document = try await fetch(url)
            guard let named = try Self.keysAddress(in: document, from: url) else { return document }
            return try await fetch(named)
        }
    }

    /// The address of the key set that a discovery document names; nil for a document that is a key set.
    /// - Throws: `CommandError` for an address on another host: nothing is fetched from anywhere that the operator has not named.
    static func keysAddress(in document: [UInt8], from url: URL) throws -> URL? {
        guard case .object(let members)? = try? JSONValue(parsing: document, mostValues: 20_000),
            case .string(let text)? = members["jwks_uri"]
        else {
            return nil
        }
        guard let named = URL(string: text), named.scheme?.lowercased() == "https", named.host?.lowercased() == url.host?.lowercased(),
            WebAddress.port(of: named) == WebAddress.port(of: url), named.user == nil
        else {
            throw CommandError(
                "The discovery document \(url.absoluteString) names its keys on another server than its own (\(text)). Give that address as token-keys if you trust it."
            )
        }
        return named
    }

    private func fetch(_ url: URL) async throws -> [UInt8] {
        var roots: [[UInt8]]?
        if let rootsFile {
            guard let data = FileManager.default.contents(atPath: rootsFile) else {
                throw CommandError(
                    "The file of the roots for \(url.absoluteString), \(rootsFile), cannot be read. Check the path and its permissions."
                )
            }
            roots = try PEMDocument.parse(String(decoding: data, as: UTF8.self)).filter { $0.label == "CERTIFICATE" }.map(\.bytes)
        }
        return try await TrustedFetch.bytes(of: url.absoluteString, roots: roots, atMost: Self.largest, seconds: Self.seconds)
    }
}
