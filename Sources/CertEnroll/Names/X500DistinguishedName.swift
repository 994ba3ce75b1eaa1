import CAInterface
public import CertCli
public import PKIFormats

/// A distinguished name between text and DER. Source: "IX500DistinguishedName interface".
///
/// As documented, the first relative name of the text becomes the last of the encoding unless `forward` is given, text becomes UTF8String unless
/// `disableForcedUTF8` is given, and domains of mail addresses get the form of DNS.
public final class X500DistinguishedName {
    /// The largest number of characters of a name.
    static let limit = 64 * 1024

    private var state: (value: DistinguishedName, flags: X500NameFlags)?

    /// An object without a name: call ``encode(_:flags:)`` or ``decode(_:encoding:flags:)``.
    public init() {}

    /// The object for a plain name.
    public convenience init(_ value: DistinguishedName) {
        self.init()
        state = (value, Self.applied(.none))
    }

    /// Takes the name from text. Source: "IX500DistinguishedName::Encode".
    /// - Throws: `CAError`: 0x800700CE for more than 64 × 1024 characters, 0x80092023 when the text is no name, 0x80004001 for XML, 0x80070057 for
    ///   other flags that this library does not know.
    public func encode(_ name: String, flags: X500NameFlags = .none) throws {
        try Self.check(flags)
        guard name.utf16.count <= Self.limit else {
            throw CAError(
                .malformed,
                status: .filenameExceedsRange,
                "The distinguished name has \(name.utf16.count) characters; at most \(Self.limit) are allowed."
            )
        }
        let applied = Self.applied(flags)
        do {
            state = (try DistinguishedName(x500Text: name, flags: applied), applied)
        } catch {
            throw CAError(
                .malformed,
                status: .invalidX500String,
                "The distinguished name cannot be read: \(error). Write it as CN=www.example.com, O=Example, C=DE.",
                cause: error
            )
        }
    }

    /// Takes the name from its DER. Source: "IX500DistinguishedName::Decode".
    /// - Throws: `CAError`: 0x80070002 when the DER is no name, 0x8007000D when the data is not in the encoding, 0x80004001 for XML, 0x80070057 for
    ///   other flags that this library does not know.
    public func decode(_ encodedName: [UInt8], encoding: EncodingType = .base64, flags: X500NameFlags = .none) throws {
        try Self.check(flags)
        let bytes = try encoding.decode(encodedName)
        do {
            state = (try DistinguishedName(derEncoded: bytes), Self.applied(flags))
        } catch {
            throw CAError(.malformed, status: .fileNotFound, "The distinguished name cannot be read: \(error).", cause: error)
        }
    }

    /// The text, by the flags that were given. Source: "IX500DistinguishedName::get_Name".
    /// - Throws: `CAError` with 0x80040007 before there is a name.
    public var name: String {
        get throws {
            let (value, flags) = try required("name")
            return value.x500Text(flags)
        }
    }

    /// The DER. Source: "IX500DistinguishedName::get_EncodedName".
    /// - Throws: `CAError` with 0x80040007 before there is a name.
    public func encodedName(_ encoding: EncodingType = .base64) throws -> EncodedBytes { try encoding.encode(try value.derEncoded) }

    /// The plain name.
    /// - Throws: `CAError` with 0x80040007 before there is a name.
    public var value: DistinguishedName { get throws { try required("value").value } }

    private func required(_ member: String) throws(CAError) -> (value: DistinguishedName, flags: X500NameFlags) {
        guard let state else { throw .blank(member) }
        return state
    }

    /// The flags with those that the object sets by itself; `forward` and `disableForcedUTF8` cancel them.
    private static func applied(_ flags: X500NameFlags) -> X500NameFlags { flags.adding([.reverse, .forceUTF8, .enablePunycode]) }

    private static let known: X500NameFlags.Options = [
        .semicolon, .noPlus, .noQuoting, .crlf, .comma, .reverse, .forward, .disableIE4UTF8, .enableT61,
        .enableUTF8, .forceUTF8, .disableForcedUTF8, .enablePunycode,
    ]

    private static func check(_ flags: X500NameFlags) throws {
        guard flags.style != .xml else {
            throw CAError(.notImplemented, status: .notImplemented, "Names are not written as XML here. Use the style x500.")
        }
        guard known.isSuperset(of: flags.options), flags.style.rawValue < 4 else {
            throw CAError.badArgument("The name flags 0x\(String(flags.rawValue, radix: 16)) are not known. Use members of X500NameFlags.")
        }
    }
}
