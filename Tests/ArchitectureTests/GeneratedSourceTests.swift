import Foundation
import PKITesting
import Testing

@Suite("The tables of Tables/ are the only place of their facts")
struct GeneratedSourceTests {
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        "every source made from a table equals what the script makes from it now",
        .enabled(if: python != nil, "python3 is not installed")
    )
    func generated() throws {
        let python = try #require(Self.python)
        let result = try runTool([python, SourceTree.root.appending(path: "scripts/generate-tables").path, "--check"])
        #expect(result.status == 0, "\(result.text)\(result.errorText)")
    }
}
