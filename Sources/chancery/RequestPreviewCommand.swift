import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

extension RequestCommand {
    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what would become of a request, without sending it.",
            discussion: "Nothing is stored and nothing is signed. The exit status is 0, 3 (an officer would decide), 4 (denied) or 1."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "File with the request: PEM, base64, DER, or the text of `openssl spkac`.", completion: .file()) var file: String
        @Option(help: "Template of the request, when it names none itself.") var template: String?
        @Option(name: .customLong("as"), help: "Account as whom to ask, DOMAIN\\name. For administrators.") var account: String?
        @Option(name: .customLong("attribute"), help: "Request attribute, NAME:VALUE. May be repeated.") var attributes: [String] = []

        func run() async throws {
            let bytes = try request()
            let submission = Submission(
                bytes: bytes,
                attributes: RequestAttributes(raw: attributes.joined(separator: "\n")),
                template: template
            )
            let preview = try await server.connect().preview(submission, as: account)
            if server.json { try Terminal.json(preview) } else { Terminal.say(preview.text) }
            switch DispositionCode(rawValue: preview.dispositionCode) {
            case .issued: return
            case .underSubmission: throw ExitCode(3)
            case .denied: throw ExitCode(4)
            default: throw ExitCode(1)
            }
        }

        private func request() throws -> [UInt8] {
            let octets = try TemplateFiles.octets(file)
            do { return try RequestText(octets).bytes } catch {
                throw CommandError("\(file) has no readable request: \(error.reason).")
            }
        }
    }
}
