/// One import, or one condition that asks if an import would succeed.
struct ImportLine: Hashable {
    let module: String
    let line: Int
    /// The source text, such as `import struct X.Y`, `@testable import X` or `canImport(X)`, for the message.
    let spelling: String
}

extension SwiftTokens {
    private static let importKinds: Set = ["typealias", "struct", "class", "enum", "protocol", "let", "var", "func", "actor", "macro"]

    /// Every import of the file in every form of Swift: with access level, with attributes, of one declaration, several on a line, over
    /// several lines, and `canImport` conditions, which also tie a file to a module.
    var imports: [ImportLine] {
        var found: [ImportLine] = []
        for index in tokens.indices where tokens[index].kind == .word {
            let token = tokens[index]
            if token.text == "canImport", let module = word(at: index + 2), sign(at: index + 1) == "(" {
                found.append(ImportLine(module: module, line: token.line, spelling: "canImport(\(module))"))
            }
            guard token.text == "import", isKeyword(at: index) else { continue }
            var next = index + 1
            var kind = ""
            if let word = word(at: next), Self.importKinds.contains(word), self.word(at: next + 1) != nil {
                kind = word + " "
                next += 1
            }
            guard let module = word(at: next) else { continue }
            found.append(ImportLine(module: module, line: token.line, spelling: "import \(kind)\(module)"))
        }
        return found
    }

    /// `import` is a name, and not the keyword, after a dot, as an argument label, and in a parameter list.
    private func isKeyword(at index: Int) -> Bool {
        if sign(at: index + 1) == ":" { return false }
        guard index > 0 else { return true }
        return ![".", "(", ","].contains(tokens[index - 1].text)
    }

    func word(at index: Int) -> String? {
        tokens.indices.contains(index) && tokens[index].kind == .word ? tokens[index].text : nil
    }

    func sign(at index: Int) -> String? {
        tokens.indices.contains(index) && tokens[index].kind == .sign ? tokens[index].text : nil
    }
}
