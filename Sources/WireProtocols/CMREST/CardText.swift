import PKIFormats

/// The texts that describe a card and its challenge in queries and bodies.
package enum CardText {
    /// Octets of a challenge: a block of triple DES or of AES.
    private static let challengeLengths: Set<Int> = [8, 16]

    /// ISO/IEC 7816-3 §8.1: an answer to reset has at most 32 octets after its first one.
    private static let longestATR = 33

    /// Reads hexadecimal text in either case.
    /// - Returns: lower case, without separators; empty for blank text.
    package static func atr(_ text: String) throws(InputError) -> String {
        let octets: [UInt8]
        do { octets = try Hex.decode(text) } catch { throw InputError("atr", "not hexadecimal: \(error.reason)") }
        guard octets.count <= longestATR else {
            throw InputError("atr", "\(octets.count) octets; an answer to reset has at most \(longestATR)")
        }
        return Hex.encode(octets)
    }

    /// Reads a challenge: base64 in the standard or the URL alphabet, padding optional, where a space is a plus sign that was not escaped. Text that
    /// is no block in base64 is read as hexadecimal, which older revisions of the page passed.
    ///
    /// Source: "Get smart card authentication response"; the rule is chosen.
    package static func challenge(_ text: String) throws(InputError) -> [UInt8] {
        var standard = text.replacing(" ", with: "+").replacing("-", with: "+").replacing("_", with: "/")
        while standard.last == "=" { standard.removeLast() }
        standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        if let octets = try? Base64.decode(standard), challengeLengths.contains(octets.count) { return octets }
        if challengeLengths.contains(text.utf8.count / 2), let octets = try? Hex.decode(text), octets.count * 2 == text.utf8.count {
            return octets
        }
        throw InputError("challenge", "neither base64 nor hexadecimal of the 8 or 16 octets of a card's challenge")
    }

    /// Reads `true` or `false` in any case.
    package static func boolean(_ text: String, part: String) throws(InputError) -> Bool {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: throw InputError(part, "“\(text.prefix(20))”; true or false expected")
        }
    }
}
