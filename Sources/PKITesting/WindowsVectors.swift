import Foundation
import PKIFormats

/// The output of Windows, and of Wine in its place: the files `windows.json` and `wine.json` in Tests/PKIFormatsTests/Vectors.
package enum WindowsVectors {
    /// The text of one name.
    package struct NameToText: Decodable, Sendable {
        package let flags: UInt32
        package let der: String
        package let text: String
    }

    /// The result of reading one text: a name, or an error with its number.
    package struct TextToName: Decodable, Sendable {
        package let flags: UInt32
        package let text: String
        /// The text that is written for the name again.
        package let written: String?
        package let der: String?
        package let error: String?
    }

    /// A message in base64.
    package struct Message: Decodable, Sendable {
        package let name: String
        package let der: String

        package var bytes: [UInt8] { get throws { try Base64.decode(der) } }
    }

    /// The content of `windows.json`: public test vectors that Windows made or confirmed, with their sources.
    package struct Windows: Decodable, Sendable {
        package let sources: [String]
        package let nameToText: [NameToText]
        package let textToName: [TextToName]
        package let refusedNames: [String]
        package let cngBlobs: [String]
        package let capiBlobs: [String]
        package let messages: [Message]
    }

    /// A structure that Wine decoded and encoded again: `der` is Wine's output.
    package struct Structure: Decodable, Sendable {
        package let name: String
        package let input: String
        package let der: String?
        package let error: String?
    }

    /// A key that Wine made, in each form that it exports.
    package struct Key: Decodable, Sendable {
        package let call: String
        package let algorithm: String
        package let bits: Int
        package let blobs: [String: String]
    }

    /// The PUBLICKEYBLOB that Wine made from a PKCS #1 key.
    package struct PublicKeyBlob: Decodable, Sendable {
        package let input: String
        package let blob: String
    }

    /// The content of `wine.json`, written by scripts/wine-vectors.
    package struct Wine: Decodable, Sendable {
        package let madeBy: String
        package let nameToText: [NameToText]
        package let textToName: [TextToName]
        package let structures: [Structure]
        package let keys: [Key]
        package let publicKeyBlobs: [PublicKeyBlob]
    }

    /// Reads `windows.json`.
    package static func windows() throws -> Windows { try read("windows.json") }

    /// Reads `wine.json`.
    package static func wine() throws -> Wine { try read("wine.json") }

    private static func read<Content: Decodable>(_ file: String) throws -> Content {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "Tests/PKIFormatsTests/Vectors/" + file))
        return try JSONDecoder().decode(Content.self, from: data)
    }
}
