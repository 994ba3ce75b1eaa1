/// The public declarations of a library, and those that need no comment because it could only repeat the name.
struct PublicDeclarations {
    /// The members that each protocol requires, by the name of the protocol: `derEncoded`, `init(derEncoded:)`.
    private let requirements: [String: Set<String>]

    /// Requirements of the standard library, whose meaning is always the same.
    private static let standard: [String: Set<String>] = [
        "Hashable": ["==", "hash"],
        "CustomStringConvertible": ["description"],
        "CustomDebugStringConvertible": ["debugDescription"],
        "OptionSet": ["rawValue", "init(rawValue:)"],
    ]

    /// Every structure of the library writes itself with this method.
    private static let writesItself = "derEncoded"

    /// - Parameter files: the files whose public protocols have comments that conformers need not repeat.
    init(protocolsIn files: [SourceTree.File]) {
        var requirements = Self.standard
        var parents: [String: Set<String>] = [:]
        for file in files where file.text.contains("public protocol") {
            let tokens = file.tokens
            for index in tokens.tokens.indices where tokens.word(at: index) == "protocol" {
                guard let name = tokens.word(at: index + 1), let body = tokens.body(after: index) else { continue }
                parents[name] = Set(tokens.tokens[index..<body.lowerBound].filter { $0.kind == .word }.map(\.text))
                requirements[name] = Set(body.compactMap { Self.member(tokens, at: $0) })
            }
        }
        // A protocol also requires the members of the protocols that it refines.
        for _ in 0..<4 {
            for (name, inherited) in parents {
                for parent in inherited where parent != name { requirements[name, default: []].formUnion(requirements[parent] ?? []) }
            }
        }
        self.requirements = requirements
    }

    /// True if the declaration at `line` (from 1) needs no comment: it is a requirement of a protocol that the file mentions, or an
    /// initializer that only fills the properties, which have their own comments.
    func isPlain(in file: SourceTree.File, line: Int) -> Bool {
        let tokens = file.tokens
        guard let start = tokens.tokens.firstIndex(where: { $0.line == line && $0.text == "public" }) else { return false }
        guard let index = tokens.tokens[start...].prefix(4).indices.first(where: { Self.keywords.contains(tokens.tokens[$0].text) }),
            let member = Self.member(tokens, at: index)
        else { return false }
        if member == Self.writesItself { return true }
        let words = Set(tokens.tokens.lazy.filter { $0.kind == .word }.map(\.text))
        if requirements.contains(where: { words.contains($0.key) && $0.value.contains(member) }) { return true }
        return tokens.word(at: index) == "init" && fillsProperties(tokens, at: index)
    }

    private static let keywords: Set = ["var", "let", "func", "init"]

    /// The name of a property or function and the labels of an initializer; `nil` when `index` has no declaration.
    private static func member(_ tokens: SwiftTokens, at index: Int) -> String? {
        switch tokens.word(at: index) {
        case "var", "let": tokens.word(at: index + 1)
        case "func": tokens.word(at: index + 1) ?? (tokens.sign(at: index + 1) == "=" ? "==" : nil)
        case "init": parameters(tokens, at: index).map { "init(\($0.map { $0.label + ":" }.joined()))" }
        default: nil
        }
    }

    /// A failing or throwing initializer checks something and must say what.
    private func fillsProperties(_ tokens: SwiftTokens, at index: Int) -> Bool {
        guard let parameters = Self.parameters(tokens, at: index), let body = tokens.body(after: index) else { return false }
        let throwing = tokens.tokens[index..<body.lowerBound].contains { $0.text == "throws" }
        return !throwing
            && parameters.allSatisfy { parameter in
                tokens.tokens.indices.contains {
                    ["var", "let"].contains(tokens.word(at: $0)) && tokens.word(at: $0 + 1) == parameter.name
                        && tokens.word(at: $0 - 1) == "public"
                }
            }
    }

    /// The parameters in the parentheses after `index`; `nil` when there are none, as for `init?`.
    private static func parameters(_ tokens: SwiftTokens, at index: Int) -> [(label: String, name: String)]? {
        guard tokens.sign(at: index + 1) == "(" else { return nil }
        var found: [(label: String, name: String)] = []
        var depth = 0
        for position in tokens.tokens.indices.dropFirst(index + 1) {
            let sign = tokens.sign(at: position)
            if sign == "(" || sign == "[" { depth += 1 }
            if sign == ")" || sign == "]" { depth -= 1 }
            if depth == 0 { break }
            guard depth == 1, sign == ":", let name = tokens.word(at: position - 1) else { continue }
            found.append((tokens.word(at: position - 2) ?? name, name))
        }
        return found
    }
}

extension SwiftTokens {
    /// The positions of the tokens between the next `{` and its `}`.
    fileprivate func body(after index: Int) -> Range<Int>? {
        guard let start = tokens.indices.dropFirst(index).first(where: { sign(at: $0) == "{" }) else { return nil }
        var depth = 0
        for position in start..<tokens.count {
            if sign(at: position) == "{" { depth += 1 }
            if sign(at: position) == "}" { depth -= 1 }
            if depth == 0 { return (start + 1)..<position }
        }
        return nil
    }
}
