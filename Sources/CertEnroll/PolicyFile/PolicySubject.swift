import CAInterface
import PKIFormats
import WireProtocols

/// The key Subject with X500NameFlags, read as Windows reads it. Source: "IX500DistinguishedName::Encode"; "CertStrToName".
enum PolicySubject {
    /// Names of the styles in wincrypt.h.
    private static let styles: [String: X500NameFlags.Style] = [
        "CERT_SIMPLE_NAME_STR": .simple, "CERT_OID_NAME_STR": .oid, "CERT_X500_NAME_STR": .x500,
    ]

    /// Names of the options there.
    private static let options: [String: X500NameFlags.Options] = [
        "CERT_NAME_STR_SEMICOLON_FLAG": .semicolon, "CERT_NAME_STR_NO_PLUS_FLAG": .noPlus, "CERT_NAME_STR_NO_QUOTING_FLAG": .noQuoting,
        "CERT_NAME_STR_CRLF_FLAG": .crlf, "CERT_NAME_STR_COMMA_FLAG": .comma, "CERT_NAME_STR_REVERSE_FLAG": .reverse,
        "CERT_NAME_STR_FORWARD_FLAG": .forward, "CERT_NAME_STR_DISABLE_IE4_UTF8_FLAG": .disableIE4UTF8,
        "CERT_NAME_STR_ENABLE_UTF8_UNICODE_FLAG": .enableUTF8, "CERT_NAME_STR_FORCE_UTF8_DIR_STR_FLAG": .forceUTF8,
        "CERT_NAME_STR_DISABLE_UTF8_DIR_STR_FLAG": .disableForcedUTF8,
    ]

    /// The options that a number may have.
    private static let known = options.values.reduce(X500NameFlags.Options()) { $0.union($1) }

    /// The last relative name of the text is the first of the encoding, and text is UTF8String, unless a flag says otherwise.
    static func name(_ entry: PolicyFile.Entry, _ flags: X500NameFlags) throws(CAError) -> DistinguishedName {
        try checkContinuations(entry)
        do {
            return try DistinguishedName(x500Text: entry.value, flags: flags.adding([.reverse, .forceUTF8]))
        } catch {
            throw PolicyFile.unreadable(
                entry.line,
                "Subject \"\(entry.value)\" is not a distinguished name: \(error.reason); put a value with , + ; = or \" in quotes, "
                    + "doubled inside the INF file"
            )
        }
    }

    /// Names or a number, joined by a pipe. The style has no meaning when a name is read; the last one counts.
    static func flags(_ entry: PolicyFile.Entry) throws(CAError) -> X500NameFlags {
        var flags = X500NameFlags.none
        for part in entry.value.split(separator: "|").map({ $0.filter { !$0.isWhitespace } }) {
            if let style = styles[part.uppercased()] {
                flags = X500NameFlags(style, flags.options)
                continue
            }
            if let option = options[part.uppercased()] {
                flags = flags.adding(option)
                continue
            }
            let number = try PolicyFile.number(PolicyFile.Entry(key: entry.key, value: part, line: entry.line))
            guard let given = UInt32(exactly: number).map(X500NameFlags.init(rawValue:)), known.isSuperset(of: given.options) else {
                throw PolicyFile.notBuilt("X500NameFlags \(part)", entry.line)
            }
            flags = X500NameFlags(given.style == .none ? flags.style : given.style, flags.options.union(given.options))
        }
        return flags
    }

    /// Windows reads `"CN=a"` followed by `"OU=b"` as the one name `CN=aOU=b`, which nobody intends.
    private static func checkContinuations(_ entry: PolicyFile.Entry) throws(CAError) {
        for (before, after) in zip(entry.fragments, entry.fragments.dropFirst()) {
            guard let last = before.last(where: { !$0.isWhitespace }), !",;+".contains(last), let equals = after.firstIndex(of: "="),
                (try? DistinguishedName(x500Text: after[..<equals] + "=x")) != nil
            else { continue }
            throw PolicyFile.unreadable(
                entry.line,
                "a comma is missing in Subject between \"\(before)\" and \"\(after)\": _continue_ joins them as they are"
            )
        }
    }
}
