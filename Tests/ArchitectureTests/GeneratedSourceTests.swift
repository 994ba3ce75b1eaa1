import Foundation
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
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [SourceTree.root.appending(path: "scripts/generate-tables").path, "--check"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
