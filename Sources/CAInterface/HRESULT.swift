/// A 32-bit Windows result code. Unknown values are kept; known ones have names in `HRESULT+Names.swift`.
///
/// Source: MS-ERREF §2.1 "HRESULT".
public struct HRESULT: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible, Error {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `HRESULT_FROM_WIN32`: 0x80070000 | code.
    public static func win32(_ code: UInt16) -> HRESULT { HRESULT(rawValue: 0x8007_0000 | UInt32(code)) }

    public var isFailure: Bool { rawValue & 0x8000_0000 != 0 }
    /// The number as callers with a signed 32-bit integer see it.
    public var signed: Int32 { Int32(bitPattern: rawValue) }
    /// `0x80094012`.
    public var description: String {
        let digits = String(rawValue, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
