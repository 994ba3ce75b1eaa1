import Testing

@testable import chancery

@Suite("Suggestions for misspelled options")
struct SuggestionTests {
    @Test("only an option that is near is suggested")
    func near() {
        let far = "Error: Unknown option '--user'. Did you mean '--json'?\nUsage: chancery view"
        #expect(Suggestion.withoutNonsense(far) == "Error: Unknown option '--user'\nUsage: chancery view")
        let near = "Error: Unknown option '--colums'. Did you mean '--columns'?\nUsage: chancery view"
        #expect(Suggestion.withoutNonsense(near) == near)
    }
}
