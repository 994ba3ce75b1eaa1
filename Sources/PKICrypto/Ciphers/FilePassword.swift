import PortableFoundation

/// A password in the two forms in which files take it: its octets (PKCS #5) and UTF-16 with two zero octets at the end (PKCS #12).
///
/// A description does not show the password.
public struct FilePassword: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The octets of the password, UTF-8 for text.
    let octets: [UInt8]

    /// The password as a BMPString with its terminator; empty for ``none``.
    let bmp: [UInt8]

    /// A password given as text.
    public init(_ text: String) {
        octets = Array(text.utf8)
        bmp = KeyDerivation.bmpPassword(text)
    }

    /// A password given as octets: UTF-8, or else one octet a character (ISO 8859-1).
    public init(octets: [UInt8]) {
        self.octets = octets
        bmp =
            if let text = String(validating: octets, as: UTF8.self) {
                KeyDerivation.bmpPassword(text)
            } else {
                octets.flatMap { [0, $0] } + [0, 0]
            }
    }

    private init(octets: [UInt8], bmp: [UInt8]) {
        self.octets = octets
        self.bmp = bmp
    }

    /// No password. PKCS #12 distinguishes it from the empty password.
    public static let none = FilePassword(octets: [], bmp: [])

    /// Whether it is the empty password or none.
    public var isEmpty: Bool { octets.isEmpty }

    /// The alternative for a missing password: the empty password for none, and none for the empty one; `nil` for any other.
    var otherEmptiness: FilePassword? {
        guard isEmpty else { return nil }
        return bmp.isEmpty ? FilePassword("") : .none
    }

    /// The octets of the password's BMPString, terminator included. Some programs derive the PBES2 keys of PKCS #12 files from them.
    var withBMPOctets: FilePassword { FilePassword(octets: bmp, bmp: bmp) }

    /// The password when each of its octets becomes one character of the BMPString.
    var withOctetsAsCharacters: FilePassword { FilePassword(octets: octets, bmp: octets.flatMap { [0, $0] } + [0, 0]) }

    /// Says only that there is a password.
    public var description: String { "password" }

    public var debugDescription: String { description }
}
