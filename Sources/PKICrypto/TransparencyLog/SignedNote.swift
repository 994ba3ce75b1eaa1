import PKIFormats
import PortableFoundation

/// A text with signatures below it. Source: C2SP signed-note.
package struct SignedNote: Sendable, Hashable {
    package struct Signature: Sendable, Hashable {
        /// The name of the key that signed.
        package let name: String
        package let keyID: [UInt8]
        /// What follows the four octets of the key ID.
        package let octets: [UInt8]

        package init(name: String, keyID: [UInt8], octets: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.octets = octets
        }

        /// With the newline at its end.
        package var line: String { "\u{2014} \(name) \(Base64.encode(keyID + octets))\n" }

        /// - Parameter line: without its newline.
        package init?(line: Substring) {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "\u{2014}", NoteKey.isName(parts[1]), let octets = StrictBase64.decode(parts[2]),
                octets.count > 4
            else { return nil }
            self.init(name: String(parts[1]), keyID: Array(octets[..<4]), octets: Array(octets[4...]))
        }
    }

    /// Longer notes are not read.
    package static let mostOctets = 1 << 20
    /// Readers accept at least 16.
    package static let mostSignatures = 64

    /// Ends with a newline.
    package let text: String
    package var signatures: [Signature]

    package init(text: String, signatures: [Signature] = []) {
        self.text = text
        self.signatures = signatures
    }

    /// - Returns: nil when the octets are no note.
    package init?(octets: [UInt8]) {
        guard octets.count <= Self.mostOctets, octets.last == 0x0A, octets.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }),
            let whole = String(validating: octets, as: UTF8.self),
            // The last empty line separates.
            let end = octets.indices.dropLast().last(where: { octets[$0] == 0x0A && octets[$0 + 1] == 0x0A })
        else { return nil }
        let text = String(decoding: octets[...end], as: UTF8.self)
        let lines = whole.utf8.dropFirst(end + 2).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard !lines.isEmpty, lines.count <= Self.mostSignatures else { return nil }
        var signatures: [Signature] = []
        for line in lines {
            guard let signature = Signature(line: Substring(line)) else { return nil }
            signatures.append(signature)
        }
        self.init(text: text, signatures: signatures)
    }

    package init?(_ note: String) { self.init(octets: Array(note.utf8)) }

    package var description: String { text + "\n" + signatures.map(\.line).joined() }

    /// Whether the key signed the note. A signature by that name and ID that does not verify condemns the note.
    package func isSigned(by key: NoteKey) -> Bool {
        let own = signatures.filter { $0.name == key.name && $0.keyID == key.keyID }
        return !own.isEmpty && own.allSatisfy { key.verifies($0.octets, of: text) }
    }
}

/// Base64 in its one padded form.
enum StrictBase64 {
    static func decode(_ text: Substring) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)) else { return nil }
        let octets = Array(data)
        return Base64.encode(octets) == text ? octets : nil
    }
}
