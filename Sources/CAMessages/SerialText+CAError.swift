package import PKIFormats

extension SerialText {
    /// - Throws: `CAError` with 0x80070057 for text that is not a serial number.
    package static func required(_ text: String) throws(CAError) -> String {
        guard let digits = normalized(text) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "\"\(text.count <= 80 ? text : String(text.prefix(77)) + "…")\" is not a serial number. Write it in hexadecimal digits."
            )
        }
        return digits
    }
}
