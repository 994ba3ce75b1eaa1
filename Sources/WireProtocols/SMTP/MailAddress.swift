/// An address of RFC 5321 without quoted parts: the form that people have, and the only one that is accepted.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Whether a server needs SMTPUTF8 (RFC 6531) for it.
    package var needsUTF8: Bool { !description.utf8.allSatisfy { $0 < 0x80 } }

    /// The part after the at sign.
    package var domain: Substring { description[description.index(after: description.lastIndex(of: "@") ?? description.startIndex)...] }

    /// - Returns: nil when the text is no such address.
    package init?(_ text: String) {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return nil }
        let local = text[..<at]
        let labels = text[text.index(after: at)...].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...64).contains(local.utf8.count),
            local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }),
            local.unicodeScalars.allSatisfy(Self.isLocal),
            labels.allSatisfy({ label in
                !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy(Self.isInLabel)
            })
        else { return nil }
        description = text
    }

    /// RFC 5322 §3.2.3 (atext) and RFC 6531 §3.3.
    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return isText(scalar) }
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".": return true
        default: return "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
        }
    }

    private static func isInLabel(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-": true
        default: !scalar.isASCII && isText(scalar)
        }
    }

    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
