import ArgumentParser
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Report anything unsafe or about to break in a data directory, with its remedy.",
        discussion: """
            The command changes nothing. The server may be running. A finding is BROKEN (does not work now), SOON (will break), RISK \
            (works and is unsafe) or NOTE (deliberate, and worth remembering). The exit code is 1 when one is BROKEN.
            """
    )

    @Option(help: "The data directory.", completion: .directory) var data = "./chancery-data"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let findings = try await Doctor(dataDirectory: data, now: Date()).examine()
        if json {
            try Terminal.json(findings)
        } else if findings.isEmpty {
            Terminal.say("Nothing to report.")
        } else {
            for finding in findings {
                Terminal.say(
                    "\(finding.severity.rawValue.uppercased())  \(finding.subject)\n    \(finding.what)\n    Remedy: \(finding.remedy)"
                )
            }
        }
        if findings.contains(where: { $0.severity == .broken }) { throw ExitCode(1) }
    }
}
