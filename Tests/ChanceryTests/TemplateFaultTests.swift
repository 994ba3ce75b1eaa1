import Foundation
import PKITesting
import Testing

@testable import chancery

@Suite("Faults of template files")
struct TemplateFaultTests {
    @Test("of many faults in a file twenty are shown, and the rest is counted")
    func many() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory + "/broken.yaml"
            let keys = (1...35).map { "unknown\($0): x" }.joined(separator: "\n")
            try "name: Broken\nschemaVersion: 2\nvalidity: 1y\n\(keys)\n".write(toFile: file, atomically: true, encoding: .utf8)
            let error = #expect(throws: CommandError.self) { try TemplateFiles.documents([file]) }
            let lines = (error?.message ?? "").split(separator: "\n")
            #expect(lines.count(where: { $0.contains("broken.yaml:") }) == 20)
            #expect(lines.suffix(2) == ["and 15 more", "Nothing was changed."])
        }
    }
}
