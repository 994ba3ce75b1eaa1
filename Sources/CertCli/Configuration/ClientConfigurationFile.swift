package import CAMessages
import PKIFormats
public import PortableFoundation

/// The client configuration of this computer as a source of CAs: the first of `$CHANCERY_CLIENT_CONFIG`, `$XDG_CONFIG_HOME/chancery/client.yaml`
/// (or `~/.config/chancery/client.yaml`) and `/etc/chancery/client.yaml` that exists (docs/operating/client-configuration.md).
///
/// The file is YAML, and `certreq` reads all of that. This library reads the form that the page shows and `certreq login` writes: keys with plain or quoted
/// texts on one line, and the keys of an authority in braces or indented below it. It refuses every other form with its line, so that
/// nothing is read differently than `certreq` reads it.
public struct ClientConfigurationFile: AuthorityListing {
    private static let largestFile = 1 << 20
    private static let topKeys = ["default", "userStore", "machineStore", "authorities"]
    private static let authorityKeys = ["address", "trust", "fingerprint", "credentials", "certificate", "store"]

    /// The file that is read; nil when there is none.
    public let path: String?
    /// `CHANCERY_CLIENT_CONFIG` names the file, so that it must exist.
    private let isNamed: Bool

    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let named = environment["CHANCERY_CLIENT_CONFIG"], !named.isEmpty {
            (path, isNamed) = (named, true)
            return
        }
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? (environment["HOME"] ?? "") + "/.config"
        path = [base + "/chancery/client.yaml", "/etc/chancery/client.yaml"].first { FileManager.default.fileExists(atPath: $0) }
        isNamed = false
    }

    public init(path: String) { (self.path, isNamed) = (path, true) }

    @concurrent
    public func entries() async throws -> [AuthorityEntry] {
        guard let path else { return [] }
        guard FileManager.default.fileExists(atPath: path) else {
            guard isNamed else { return [] }
            throw CAError(
                .notFound,
                status: .fileNotFound,
                "The client configuration \(path) does not exist. Correct CHANCERY_CLIENT_CONFIG."
            )
        }
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.largestFile,
            let text = String(validating: data, as: UTF8.self)
        else { throw Self.refusal(path, nil, "it is not a text of at most a mebibyte that this account may read") }
        return try Self.entries(of: text, path: path)
    }

    /// The entries, the default first.
    package static func entries(of text: String, path: String) throws(CAError) -> [AuthorityEntry] {
        var reader = Reader(path: path)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            reader.line = index + 1
            try reader.read(line.last == "\r" ? line.dropLast() : line)
        }
        return try reader.entries()
    }

    fileprivate static func refusal(_ path: String, _ line: Int?, _ reason: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidData,
            "The client configuration \(path) cannot be used: \(line.map { "line \($0): " } ?? "")\(reason). Correct it."
        )
    }

    /// Reads line by line: top keys, the names of authorities, and their keys, each with more blanks before it.
    private struct Reader {
        let path: String
        var line = 0
        private var top: [String: String] = [:]
        private var isInAuthorities = false
        private var nameIndent: Int?
        private var keyIndent: Int?
        private var authorities: [(name: String, keys: [String: String], isOpen: Bool)] = []

        init(path: String) { self.path = path }

        mutating func read(_ text: Substring) throws(CAError) {
            let content = text.drop { $0 == " " }
            guard let first = content.first, first != "#" else { return }
            if first == "\t" { throw refusal("a tabulator cannot indent") }
            let indent = text.count - content.count
            if indent == 0 {
                if line == 1, content == "---" { return }
                try readTop(content)
            } else if isInAuthorities, nameIndent == nil || indent == nameIndent {
                nameIndent = indent
                try readName(content)
            } else if let nameIndent, indent > nameIndent, authorities.last?.isOpen == true, keyIndent == nil || indent == keyIndent {
                keyIndent = indent
                let (key, value) = try pair(content)
                try addKey(key, try required(value, key))
            } else {
                throw refusal("the line is indented otherwise than the form of docs/operating/client-configuration.md")
            }
        }

        private mutating func readTop(_ content: Substring) throws(CAError) {
            isInAuthorities = false
            let (key, value) = try pair(content)
            try require(key, topKeys, "the file")
            guard top[key] == nil else { throw refusal("\(key) occurs twice") }
            if key == "authorities" {
                guard value == nil else { throw refusal("the authorities follow on lines of their own") }
                (isInAuthorities, top[key]) = (true, "")
            } else {
                top[key] = try required(value, key)
            }
        }

        private mutating func readName(_ content: Substring) throws(CAError) {
            var rest = content
            let name = try scalar(&rest, until: ":")
            try expect(":", &rest)
            guard !authorities.contains(where: { $0.name.lowercased() == name.lowercased() }) else { throw refusal("\(name) occurs twice") }
            keyIndent = nil
            skipBlanks(&rest)
            guard rest.first == "{" else {
                try finish(rest)
                authorities.append((name, [:], true))
                return
            }
            authorities.append((name, [:], false))
            rest.removeFirst()
            skipBlanks(&rest)
            while rest.first != "}" {
                let key = try scalar(&rest, until: ":")
                try expect(":", &rest)
                skipBlanks(&rest)
                try addKey(key, try required(try scalar(&rest, until: ",}"), key))
                skipBlanks(&rest)
                if rest.first == "," {
                    rest.removeFirst()
                    skipBlanks(&rest)
                } else if rest.first != "}" {
                    throw refusal("a comma or a closing brace is missing")
                }
            }
            rest.removeFirst()
            try finish(rest)
        }

        private mutating func addKey(_ key: String, _ value: String) throws(CAError) {
            guard let last = authorities.indices.last else { return }
            try require(key, authorityKeys, authorities[last].name)
            guard authorities[last].keys[key] == nil else { throw refusal("\(key) occurs twice") }
            authorities[last].keys[key] = value
        }

        func entries() throws(CAError) -> [AuthorityEntry] {
            var entries: [AuthorityEntry] = []
            for authority in authorities {
                guard let address = authority.keys["address"], let config = try? ConfigString(address, authorityRequired: false) else {
                    throw ClientConfigurationFile.refusal(path, nil, "\(authority.name) has no address host[:port]\\CA name")
                }
                var entry = AuthorityEntry(config: config.description, commonName: config.authority, origin: .registry)
                entry.comment = authority.name
                entry.isDefault = authority.name.lowercased() == top["default"]?.lowercased()
                if entry.isDefault { entries.insert(entry, at: 0) } else { entries.append(entry) }
            }
            if let name = top["default"], entries.first?.isDefault != true {
                throw ClientConfigurationFile.refusal(path, nil, "the default \"\(name)\" is not among the authorities")
            }
            return entries
        }

        // MARK: Words

        private func pair(_ content: Substring) throws(CAError) -> (String, String?) {
            var rest = content
            let key = try scalar(&rest, until: ":")
            try expect(":", &rest)
            skipBlanks(&rest)
            guard let first = rest.first, first != "#" else { return (key, nil) }
            let value = try scalar(&rest, until: "")
            try finish(rest)
            return (key, value)
        }

        /// A text in quotation marks, or a plain one up to one of the characters or a comment.
        private func scalar(_ rest: inout Substring, until ends: String) throws(CAError) -> String {
            guard let first = rest.first else { return "" }
            if first == "'" || first == "\"" {
                rest.removeFirst()
                var text = ""
                while let character = rest.popFirst() {
                    if character == first {
                        guard first == "'", rest.first == "'" else { return text }
                        rest.removeFirst()
                    } else if character == "\\", first == "\"" {
                        guard let escaped = rest.popFirst(), escaped == "\\" || escaped == "\"" else {
                            throw refusal("this escape is not read here")
                        }
                        text.append(escaped)
                        continue
                    }
                    text.append(character)
                }
                throw refusal("a quotation mark is not closed")
            }
            guard !"[]{},&*!|>%@`?-#".contains(first) else { throw refusal("a text that begins with \(first) needs quotation marks") }
            var text = ""
            while let character = rest.first {
                // In YAML a colon or a number sign counts only beside a blank.
                let following = rest.dropFirst().first
                if character == ":", following == nil || following == " " {
                    guard ends.contains(":") else { throw refusal("a text with a colon and a blank needs quotation marks") }
                    break
                }
                if character == "#", text.last == " " { break }
                if character != ":", ends.contains(character) { break }
                text.append(character)
                rest.removeFirst()
            }
            while text.last == " " { text.removeLast() }
            return text
        }

        private func expect(_ character: Character, _ rest: inout Substring) throws(CAError) {
            skipBlanks(&rest)
            guard rest.popFirst() == character, rest.isEmpty || rest.first == " " else {
                throw refusal("a key, a colon and a blank are expected")
            }
        }

        private func finish(_ rest: Substring) throws(CAError) {
            var rest = rest
            skipBlanks(&rest)
            guard rest.isEmpty || rest.first == "#" else { throw refusal("nothing may follow here") }
        }

        private func skipBlanks(_ rest: inout Substring) { while rest.first == " " { rest.removeFirst() } }

        private func required(_ value: String?, _ key: String) throws(CAError) -> String {
            guard let value, !value.isEmpty else { throw refusal("\(key) must be a text on the same line") }
            return value
        }

        private func require(_ key: String, _ known: [String], _ place: String) throws(CAError) {
            guard known.contains(key) else {
                let near = Nearest.to(key, among: known).map { "; the nearest one is \($0)" } ?? ""
                throw refusal("\(key) is not a key of \(place)\(near)")
            }
        }

        private func refusal(_ reason: String) -> CAError { ClientConfigurationFile.refusal(path, line, reason) }
    }
}
