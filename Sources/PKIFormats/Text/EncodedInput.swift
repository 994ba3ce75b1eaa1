/// Finds the DER in the content of a file or field: DER itself, PEM, bare base64, in ASCII, UTF-8 or UTF-16 with or without a byte order
/// mark.
public enum EncodedInput {
    /// Returns the DER bytes.
    /// - Parameters:
    ///   - input: the content of the file or field.
    ///   - acceptedLabels: the accepted PEM labels (see ``PEMDocument/Labels``); the first block with one of them is taken.
    public static func bytes(from input: [UInt8], acceptedLabels: [String]) throws(FormatError) -> [UInt8] {
        guard !input.isEmpty else { throw FormatError(structure: "input", reason: "there is nothing in it") }
        if isDER(input) { return input }
        guard let text = text(from: input) else {
            throw FormatError(
                structure: "input",
                offset: 0,
                reason: "it is neither DER nor text: " + (DERScan.fault(in: input)?.reason ?? "unknown octets")
            )
        }
        if text.contains("-----BEGIN ") {
            let documents = try PEMDocument.parse(text)
            if let document = documents.first(where: { acceptedLabels.contains($0.label) }) {
                return document.label == "TRUSTED CERTIFICATE"
                    ? try TrustedCertificate(derEncoded: document.bytes).certificate : document.bytes
            }
            let found = documents.map(\.label).joined(separator: ", ")
            throw FormatError(
                structure: "PEM text",
                reason: "expected \(acceptedLabels.joined(separator: " or ")), found \(found.isEmpty ? "no block" : found)"
            )
        }
        return try Base64.decode(text)
    }

    /// Decodes text in UTF-8 or UTF-16 and drops the byte order mark. `nil` when the text is neither.
    public static func text(from input: [UInt8]) -> String? {
        if input.starts(with: [0xFF, 0xFE]) { return utf16(input.dropFirst(2), littleEndian: true) }
        if input.starts(with: [0xFE, 0xFF]) { return utf16(input.dropFirst(2), littleEndian: false) }
        if input.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: input.dropFirst(3), as: UTF8.self) }
        if input.count >= 2, input[0] != 0, input[1] == 0 { return utf16(input[...], littleEndian: true) }
        if input.count >= 2, input[0] == 0, input[1] != 0 { return utf16(input[...], littleEndian: false) }
        return String(validating: input, as: UTF8.self)
    }

    /// A SEQUENCE. After the digit `0` (0x30), text continues with an ASCII character, so it could pass for DER only if its length happened
    /// to equal that character. Base64 of DER never begins so.
    static func isDER(_ input: [UInt8]) -> Bool {
        input.count >= 2 && input[0] == 0x30 && (input[1] >= 0x80 || Int(input[1]) == input.count - 2)
    }

    private static func utf16(_ octets: ArraySlice<UInt8>, littleEndian: Bool) -> String? {
        guard octets.count % 2 == 0 else { return nil }
        var units: [UInt16] = []
        units.reserveCapacity(octets.count / 2)
        var index = octets.startIndex
        while index < octets.endIndex {
            let (first, second) = (UInt16(octets[index]), UInt16(octets[index + 1]))
            units.append(littleEndian ? second << 8 | first : first << 8 | second)
            index += 2
        }
        return String(validating: units, as: UTF16.self)
    }
}
