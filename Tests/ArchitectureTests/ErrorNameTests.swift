import Testing

@Suite("Error types are one family")
struct ErrorNameTests {
    /// `HRESULT` is mainly a number.
    private static let named: Set = ["HRESULT"]

    @Test("a type that is thrown is named …Error, or …Refusal when it turns a caller down")
    func suffixes() throws {
        var count = 0
        for file in try SourceHabitTests.sources() {
            let tokens = file.tokens
            for index in tokens.tokens.indices {
                guard let word = tokens.word(at: index), ["struct", "enum", "class"].contains(word), let name = tokens.word(at: index + 1)
                else { continue }
                let header = tokens.tokens[(index + 2)...].prefix { $0.text != "{" && $0.text != "where" }
                guard header.first?.text == ":", header.contains(where: { $0.kind == .word && $0.text == "Error" }) else { continue }
                count += 1
                if !name.hasSuffix("Error"), !name.hasSuffix("Refusal"), !Self.named.contains(name) {
                    Issue.record("\(file.path):\(tokens.tokens[index].line): \(name) is thrown: name it …Error, or …Refusal")
                }
            }
        }
        #expect(count > 30)
    }
}
