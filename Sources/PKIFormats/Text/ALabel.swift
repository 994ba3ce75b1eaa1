/// A label of an internationalized domain name in its DNS form: `xn--` and Punycode (RFC 5890 §2.3.2.1, RFC 3492).
enum ALabel {
    /// Whether the label begins with the prefix of an A-label; the prefix is case-insensitive.
    static func hasPrefix(_ label: Substring) -> Bool { label.utf8.count >= 4 && label.prefix(4).lowercased() == "xn--" }

    /// Whether the rest after the prefix is the Punycode of text that is not ASCII and is allowed in a name. Programs show such a label as
    /// that text.
    static func isSound(_ label: Substring) -> Bool {
        guard let scalars = decode(label.utf8.dropFirst(4)) else { return false }
        return scalars.contains { !$0.isASCII } && !scalars.contains(where: AttributeSyntax.isForbidden)
    }

    /// The text that a sound A-label stands for; `nil` for other labels.
    static func text(of label: Substring) -> String? {
        guard hasPrefix(label), isSound(label), let scalars = decode(label.utf8.dropFirst(4)) else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    /// The A-label of text in small letters; `nil` when it holds a character that no name may hold, or the label is longer than 63 octets.
    static func label(of text: Substring) -> String? {
        let scalars = Array(text.lowercased().unicodeScalars)
        guard !scalars.contains(where: AttributeSyntax.isForbidden), let encoded = encode(scalars) else { return nil }
        let label = "xn--" + encoded
        return label.utf8.count <= 63 ? label : nil
    }

    /// RFC 3492 §6.3, with the parameters of its §5.
    private static func encode(_ scalars: [Unicode.Scalar]) -> String? {
        // A label that long is refused anyway, and its encoding would take long.
        guard scalars.count <= 63 else { return nil }
        let basic = scalars.filter(\.isASCII)
        var text = String(String.UnicodeScalarView(basic))
        if !basic.isEmpty { text += "-" }
        var (code, bias, delta, handled) = (128, 72, 0, basic.count)
        while handled < scalars.count {
            guard let next = scalars.map({ Int($0.value) }).filter({ $0 >= code }).min() else { return nil }
            delta += (next - code) * (handled + 1)
            code = next
            for scalar in scalars {
                if Int(scalar.value) < code { delta += 1 }
                guard Int(scalar.value) == code else { continue }
                var rest = delta
                var position = 36
                while true {
                    let threshold = min(max(position - bias, 1), 26)
                    if rest < threshold { break }
                    text.unicodeScalars.append(letter(threshold + (rest - threshold) % (36 - threshold)))
                    rest = (rest - threshold) / (36 - threshold)
                    position += 36
                }
                text.unicodeScalars.append(letter(rest))
                bias = adapted(delta, count: handled + 1, isFirst: handled == basic.count)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return text
    }

    private static func letter(_ digit: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(digit < 26 ? digit + Int(UInt8(ascii: "a")) : digit - 26 + Int(UInt8(ascii: "0"))))
    }

    /// RFC 3492 §6.2, with the parameters of its §5.
    private static func decode(_ encoded: Substring.UTF8View) -> [Unicode.Scalar]? {
        var scalars: [Unicode.Scalar] = []
        var digits = encoded
        if let end = encoded.lastIndex(of: UInt8(ascii: "-")) {
            scalars = encoded[..<end].map { Unicode.Scalar($0) }
            digits = encoded[encoded.index(after: end)...]
        }
        guard !digits.isEmpty else { return nil }
        var code = 128
        var bias = 72
        var index = 0
        var rest = digits.makeIterator()
        var next = rest.next()
        while next != nil {
            let before = index
            var weight = 1
            var position = 36
            while true {
                guard let octet = next, let digit = digit(octet) else { return nil }
                next = rest.next()
                index += digit * weight
                let threshold = min(max(position - bias, 1), 26)
                if digit < threshold { break }
                weight *= 36 - threshold
                position += 36
                // A label has at most 59 digits, but a few of them suffice to exceed Unicode.
                guard index < 1 << 32, weight < 1 << 32 else { return nil }
            }
            bias = adapted(index - before, count: scalars.count + 1, isFirst: before == 0)
            code += index / (scalars.count + 1)
            index %= scalars.count + 1
            guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else { return nil }
            scalars.insert(scalar, at: index)
            index += 1
        }
        return scalars
    }

    private static func digit(_ octet: UInt8) -> Int? {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(octet - UInt8(ascii: "a"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(octet - UInt8(ascii: "A"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(octet - UInt8(ascii: "0")) + 26
        default: nil
        }
    }

    /// RFC 3492 §6.1.
    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var bias = 0
        while delta > 455 {
            delta /= 35
            bias += 36
        }
        return bias + 36 * delta / (delta + 38)
    }
}
