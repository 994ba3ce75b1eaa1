import ArgumentParser
import Foundation
import PKIFormats

/// `certreq dump` shows the content of files of any kind. docs/certreq-dump.md describes the output.
struct DumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Shows the content of files: certificates, requests, lists, messages, keys, containers.",
        discussion: """
            The command looks at the content and ignores the name: DER, BER, PEM with or without text around it, base64, hexadecimal digits, UTF-16 text, \
            and several encodings in one file. Signatures are checked where the key is in one of the files. `-` is standard input.
            Exit codes: 0 everything was read, 1 something could not be read (a message names structure, field and offset), 2 wrong usage.
            """
    )

    @Argument(help: ArgumentHelp("Files to read; - for standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Flag(help: "Print JSON, in the form docs/certreq-dump.md describes.")
    var json = false

    @Flag(help: "Show all members of long lists.")
    var all = false

    @Option(
        help: ArgumentHelp("The first line of this file is the password for encrypted keys and containers.", valueName: "file"),
        completion: .file()
    )
    var passwordFile: String?

    func run() async throws {
        var context = DumpContext()
        context.listLimit = all ? nil : 20
        do {
            context.passwords = try passwordFile.map(DumpPasswords.file) ?? .interactive
        } catch {
            throw ValidationError("The password file cannot be read: \(error.localizedDescription)")
        }
        var failures: [(file: String, error: FormatError)] = []
        var sources: [DumpSource] = []
        for file in files {
            do {
                sources += try DumpSources.find(in: DumpFile.read(file), file: file)
            } catch let error as FormatError {
                failures.append((file, error))
            } catch {
                failures.append((file, FormatError(structure: "file", reason: error.localizedDescription)))
            }
        }
        var values: [JSONValue] = []
        var text = TextRendering(memberLimit: context.listLimit)
        context.bystanders = Self.bystanders(in: sources)
        for source in sources {
            do throws(FormatError) {
                var structure = try Recognition.read(source, context)
                for remark in source.remarks {
                    let parts = remark.split(separator: ":", maxSplits: 1)
                    structure.warn(String(parts[0]), String(parts.last?.drop { $0 == " " } ?? ""))
                }
                failures += structure.faults.map { (source.file, $0) }
                if json {
                    values.append(structure.json)
                } else {
                    text.heading(source, structure)
                    text.render(structure)
                }
            } catch {
                failures.append((source.file, error))
                text.render(unreadable: source, error)
                values.append(["kind": "unreadable", "warnings": [], "errors": [DumpedStructure.json(error)]])
            }
        }
        if json {
            let isSingle = files.count == 1 && values.count <= 1
            let nothing: JSONValue = [
                "kind": "unreadable", "warnings": [], "errors": .array(failures.map { DumpedStructure.json($0.error) }),
            ]
            print(isSingle ? (values.first ?? nothing).indentedText : JSONValue.array(values).indentedText)
        } else {
            print(text.output, terminator: "")
        }
        for failure in failures {
            Console.complain("certreq: \(ControlText.visible(failure.file)): \(failure.error)")
        }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    /// All certificates of the input, including those in messages.
    private static func bystanders(in sources: [DumpSource]) -> Bystanders {
        var found = Bystanders()
        for source in sources {
            if let certificate = try? Certificate(derEncoded: source.bytes) {
                found.add(certificate)
            } else if let message = try? SignedData(berContentInfo: source.bytes) {
                found.add(message.certificates)
            }
        }
        return found
    }
}
