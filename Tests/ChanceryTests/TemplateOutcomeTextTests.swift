import CAInterface
import Testing
import WireProtocols

@testable import chancery

@Suite("The outcome of an edit of templates as text")
struct TemplateOutcomeTextTests {
    @Test("a new template is called new", arguments: [(true, "X: is new; it would become version 1."), (false, "X: is new; version 1.")])
    func new(isDryRun: Bool, text: String) {
        let outcome = TemplateOutcome(name: "X", oldVersion: nil, newVersion: 1, changes: [], findings: [], meaning: [])
        #expect(TemplateCommand.text(TemplateOutcomeBody(outcome), isDryRun: isDryRun) == text)
    }
}
