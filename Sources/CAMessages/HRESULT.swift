/// A 32-bit Windows result code. Unknown values are kept; the table `Tables/hresults.txt` gives known ones a name.
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

extension HRESULT {
    /// A named code: symbol as the header writes it, and one English sentence.
    public struct Name: Sendable, Hashable {
        public let code: HRESULT
        public let symbol: String
        public let text: String
        /// The name of the Win32 code inside the HRESULT, where the HRESULT has a name of its own.
        package let win32Symbol: String?

        init(_ code: HRESULT, _ symbol: String, _ text: String, win32: String? = nil) {
            self.code = code
            self.symbol = symbol
            self.text = text
            win32Symbol = win32
        }
    }

    /// The row for this code; nil when it has no documented name here.
    public var name: Name? { Self.byCode[self] }

    private static let byCode = Dictionary(uniqueKeysWithValues: names.map { ($0.code, $0) })
}
