/// The targets of Package.swift and the modules that each declares, read from the file itself, because `swift package dump-package` takes
/// seconds.
struct Manifest {
    struct Entry: Hashable {
        enum Kind: String { case library = "target", program, tests }
        let kind: Kind
        let name: String
        let modules: Set<String>
        let line: Int
    }

    let entries: [Entry]

    init(_ source: String) {
        let file = SwiftTokens(source)
        let constants = Self.constants(file)
        var entries: [Entry] = []
        for index in file.tokens.indices {
            guard let word = file.word(at: index), let kind = Entry.Kind(rawValue: word), file.sign(at: index + 1) == "(",
                index == 0 || file.tokens[index - 1].text != "func", index == 0 || file.tokens[index - 1].text != ".",
                file.tokens.indices.contains(index + 2), file.tokens[index + 2].kind == .text
            else { continue }
            let name = file.tokens[index + 2].text
            let arguments = Self.call(file, from: index + 1)
            entries.append(
                Entry(
                    kind: kind,
                    name: name,
                    modules: Self.modules(file, in: arguments.dropFirst(2), constants),
                    line: file.tokens[index].line
                )
            )
        }
        self.entries = entries
    }

    /// `let name = …` at the top level: the modules of each constant.
    private static func constants(_ file: SwiftTokens) -> [String: Set<String>] {
        var constants: [String: Set<String>] = [:]
        for index in file.tokens.indices where file.word(at: index) == "let" {
            guard let name = file.word(at: index + 1) else { continue }
            var end = index + 2
            while end < file.tokens.count, !["let", "func"].contains(file.tokens[end].text) || file.tokens[end].kind != .word { end += 1 }
            constants[name] = modules(file, in: (index + 2)..<end, [:])
        }
        return constants
    }

    /// The indices between the parentheses of a call.
    private static func call(_ file: SwiftTokens, from open: Int) -> Range<Int> {
        var depth = 0
        for index in open..<file.tokens.count where file.tokens[index].kind == .sign {
            if file.tokens[index].text == "(" { depth += 1 }
            if file.tokens[index].text == ")" {
                depth -= 1
                if depth == 0 { return open..<index }
            }
        }
        return open..<file.tokens.count
    }

    /// Modules named by literals (`"PKIFormats"`, `.product(name: "GRDB", …)`) and by constants. Paths and package names do not count.
    private static func modules(_ file: SwiftTokens, in range: Range<Int>, _ constants: [String: Set<String>]) -> Set<String> {
        var modules: Set<String> = []
        for index in range {
            let token = file.tokens[index]
            if token.kind == .word, file.sign(at: index + 1) != ":", let named = constants[token.text] { modules.formUnion(named) }
            guard token.kind == .text else { continue }
            if index >= 2, file.sign(at: index - 1) == ":", ["package", "path", "pkgConfig"].contains(file.word(at: index - 2) ?? "") {
                continue
            }
            modules.insert(token.text)
        }
        return modules
    }
}
