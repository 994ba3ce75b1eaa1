import CAInterface
import PKIFormats
import PortableFoundation

/// The file `certsrv.txt` of a shared folder: one CA on a line, ten fields separated by commas.
///
/// The fields are the sanitized name, organizational unit, organization, locality, state, country, config string, exchange certificate's file,
/// signature certificate's file, description; a pair of quotation marks is an empty one. Source: MS-WCCE, product notes on CR_PROP_SHAREDFOLDER.
public struct SharedFolder: AuthorityListing {
    private static let fileName = "certsrv.txt"
    private static let largestFile = 1 << 20

    private let path: String

    public init(_ path: String) { self.path = path }

    @concurrent
    public func entries() async throws -> [AuthorityEntry] {
        let file = path + (path.hasSuffix("/") ? "" : "/") + Self.fileName
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        guard let data = FileManager.default.contents(atPath: file), data.count <= Self.largestFile,
            let text = EncodedInput.text(from: Array(data))
        else { throw Self.unreadable(file, "it is not a text of at most a mebibyte that this account may read") }
        return try Self.entries(of: text, file: file)
    }

    static func entries(of text: String, file: String = fileName) throws(CAError) -> [AuthorityEntry] {
        var entries: [AuthorityEntry] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let fields = fields(of: line)
            guard fields.count == 10 else { throw unreadable(file, "line \(index + 1) has \(fields.count) fields instead of 10") }
            guard !fields[0].isEmpty, let config = try? ConfigString(fields[6]) else {
                throw unreadable(file, "line \(index + 1) has no name, or no config string machine\\name as its seventh field")
            }
            var entry = AuthorityEntry(
                config: config.machine + "\\" + AuthorityEntry.restored(config.authority),
                commonName: AuthorityEntry.restored(fields[0]),
                origin: .sharedFolder
            )
            entry.sanitizedName = fields[0]
            (entry.organizationalUnit, entry.organization, entry.locality) = (fields[1], fields[2], fields[3])
            (entry.state, entry.country) = (fields[4], fields[5])
            (entry.exchangeCertificate, entry.signatureCertificate, entry.comment) = (fields[7], fields[8], fields[9])
            entries.append(entry)
        }
        return entries
    }

    /// The fields of a line; between quotation marks a comma is a character, and two marks are one.
    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        var rest = line
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                fields[fields.count - 1].append("\"")
                rest.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields.map { field in
            let start = field.drop { $0.isWhitespace }
            return String(start.reversed().drop { $0.isWhitespace }.reversed())
        }
    }

    private static func unreadable(_ file: String, _ reason: String) -> CAError {
        CAError(.malformed, status: .invalidData, "The list of CAs \(file) cannot be used: \(reason). Correct or remove it.")
    }
}
