import ArgumentParser
import CAInterface
import CertCli
import CertificateTemplates
import PKIFormats
import TemplateDocuments
import WireProtocols

extension TemplateCommand {
    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the certificate that a request would get, or the denial. Nothing is stored and nothing is signed.",
            discussion: """
                chancery template try User --request alice.csr --as 'EXAMPLE\\alice'
                chancery template try User --request alice.csr --as 'EXAMPLE\\alice' --file user.yaml

                Each name and extension has the rule that gave it. Exit code: 0 issued, 3 an officer would decide, 4 denied, 1 any other failure.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String
        @Option(help: "File with the request: PEM, base64 or DER; - for standard input.", completion: .file()) var request: String
        @Option(name: .customLong("as"), help: "Account as whom to ask; you yourself when absent.") var account: String?
        @Option(help: "A YAML file with the template as it would be, which is not stored.", completion: .file()) var file: String?
        @Option(name: .customLong("attribute"), help: "Request attribute, NAME:VALUE; may be given several times.") var attributes:
            [String] = []

        func run() async throws {
            let bytes = try RequestText(TemplateFiles.octets(request)).bytes
            let unsaved = try file.map { try document(in: $0) }
            let administration = try await server.connect()
            let submission = Submission(
                bytes: bytes,
                attributes: RequestAttributes(raw: attributes.joined(separator: "\n")),
                template: name
            )
            let template = try await completed(unsaved, administration).map(TemplateBody.init)
            let preview = try await administration.preview(submission, as: account, template: template)
            if server.json { try Terminal.json(preview) } else { Terminal.say(preview.text) }
            switch DispositionCode(rawValue: preview.dispositionCode) {
            case .issued: return
            case .underSubmission: throw ExitCode(3)
            case .denied: throw ExitCode(4)
            default: throw ExitCode(1)
            }
        }

        private func document(in file: String) throws -> TemplateDocument {
            let documents = try TemplateFiles.documents([file])
            guard let document = documents.first(where: { $0.template.name.lowercased() == name.lowercased() }) else {
                let names = documents.map(\.template.name).joined(separator: ", ")
                throw CommandError("\(file) has no template \(name). It has: \(names).")
            }
            return document
        }

        private func completed(_ document: TemplateDocument?, _ administration: RemoteAdministration) async throws -> CertificateTemplate? {
            guard let document else { return nil }
            do {
                return document.completed(by: try await administration.template(named: name).template())
            } catch let error as CAError where error.code == .notFound {
                return document.template
            }
        }
    }
}
