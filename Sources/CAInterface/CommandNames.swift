/// The commands of a program and those below them, to name the one that somebody probably meant.
package struct CommandNames: Sendable {
    package let name: String
    package let below: [CommandNames]

    package init(_ name: String, _ below: [CommandNames] = []) { (self.name, self.below) = (name, below) }

    /// A sentence about the first word of a command line that should be a command and is none. `help` may stand before any command.
    package func mistake(in words: [String]) -> String? { mistake(in: words[...], after: name) }

    private func mistake(in words: ArraySlice<String>, after line: String) -> String? {
        guard !below.isEmpty, let word = words.first, !word.hasPrefix("-"), !word.isEmpty else { return nil }
        if word == "help" { return mistake(in: words.dropFirst(), after: line) }
        if let next = below.first(where: { $0.name == word }) { return next.mistake(in: words.dropFirst(), after: "\(line) \(word)") }
        let names = below.map(\.name)
        let known =
            Nearest.to(word, among: names).map { "The nearest one is \($0)." } ?? "The commands are \(names.joined(separator: ", "))."
        return "\(word) is not a command of \(line). \(known) \(line) --help describes them."
    }
}
