import CACore
import Foundation
import PKICrypto

/// The files of sealed keys in `DIR/keys`.
struct SealedKeyFiles {
    /// A key that an authority signs with, whose file is absent.
    struct Missing {
        let authority: StoredAuthority
        /// The key's name, without the file name extension.
        let name: String
    }

    let dataDirectory: String

    func path(of file: String) -> String { dataDirectory + "/keys/" + file }

    /// File names, in order.
    func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: dataDirectory + "/keys").filter { $0.hasSuffix(".p8") && !$0.hasPrefix(".") }
            .sorted()
    }

    func opens(_ file: String, _ passphrase: [UInt8]) throws -> Bool {
        guard let content = FileManager.default.contents(atPath: path(of: file)) else {
            throw CommandError("The key \(path(of: file)) cannot be read.")
        }
        do {
            _ = try PasswordSealedKey.open([UInt8](content), passphrase: passphrase)
            return true
        } catch {
            return false
        }
    }

    func missing(of authorities: [StoredAuthority]) -> [Missing] {
        authorities.flatMap { authority in missing(of: authority.keys.map(\.reference)).map { Missing(authority: authority, name: $0) } }
    }

    /// The names of the keys whose files are absent.
    func missing(of references: [KeyReference]) -> [String] {
        references.compactMap { reference in
            switch reference {
            case .pkcs11: nil
            case .sealedFile(let name): FileManager.default.fileExists(atPath: path(of: name + ".p8")) ? nil : name
            }
        }
    }
}
