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
        var items: [Item] = []
        for file in files {
            do {
                switch try DumpFile.read(file) {
                case .bytes(let bytes): items += try DumpSources.find(in: bytes, file: file).map(Item.source)
                case .list(let list): items.append(.list(list))
                }
            } catch let error as FormatError {
                failures.append((file, error))
            } catch {
                failures.append((file, FormatError(structure: "file", reason: error.localizedDescription)))
            }
        }
        context.bystanders = Self.bystanders(in: items)
        if json { try printJSON(items, context, &failures) } else { try printText(items, context, &failures) }
        for failure in failures {
            Console.complain("certreq: \(ControlText.visible(failure.file)): \(failure.error)")
        }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    /// One structure of the input.
    private enum Item {
        case source(DumpSource)
        case list(LargeList)

        var file: String {
            switch self {
            case .source(let source): source.file
            case .list(let list): list.file
            }
        }

        func structure(_ context: DumpContext) throws(FormatError) -> DumpedStructure {
            switch self {
            case .list(let list): return try list.summary(context)
            case .source(let source):
                var structure = try Recognition.read(source, context)
                for remark in source.remarks {
                    let parts = remark.split(separator: ":", maxSplits: 1)
                    structure.warn(String(parts[0]), String(parts.last?.drop { $0 == " " } ?? ""))
                }
                return structure
            }
        }
    }

    private func printText(_ items: [Item], _ context: DumpContext, _ failures: inout [(file: String, error: FormatError)]) throws {
        var text = TextRendering(memberLimit: context.listLimit)
        for item in items {
            do throws(FormatError) {
                let structure = try item.structure(context)
                failures += structure.faults.map { (item.file, $0) }
                switch item {
                case .source(let source): text.heading(source, structure)
                case .list(let list): list.heading(&text, structure)
                }
                text.render(structure)
            } catch {
                failures.append((item.file, error))
                if case .source(let source) = item { text.render(unreadable: source, error) }
                continue
            }
            if case .list(let list) = item { try list.printTree(&text, limit: context.listLimit, Self.put) }
        }
        Self.put(text.take())
    }

    private func printJSON(_ items: [Item], _ context: DumpContext, _ failures: inout [(file: String, error: FormatError)]) throws {
        var values: [JSONValue] = []
        var marked: [LargeList] = []
        for item in items {
            do throws(FormatError) {
                let structure = try item.structure(context)
                failures += structure.faults.map { (item.file, $0) }
                if all, case .list(let list) = item {
                    marked.append(list)
                    values.append(list.marked(structure))
                } else {
                    values.append(structure.json)
                }
            } catch {
                failures.append((item.file, error))
                values.append(["kind": "unreadable", "warnings": [], "errors": [DumpedStructure.json(error)]])
            }
        }
        let isSingle = files.count == 1 && values.count <= 1
        let nothing: JSONValue = [
            "kind": "unreadable", "warnings": [], "errors": .array(failures.map { DumpedStructure.json($0.error) }),
        ]
        var rest = isSingle ? (values.first ?? nothing).indentedText : JSONValue.array(values).indentedText
        for list in marked { rest = try list.write(rest, Self.put) }
        Self.put(rest + "\n")
    }

    private static func put(_ text: String) { print(text, terminator: "") }

    /// All certificates of the input, including those in messages.
    private static func bystanders(in items: [Item]) -> Bystanders {
        var found = Bystanders()
        for case .source(let source) in items {
            if let certificate = try? Certificate(derEncoded: source.bytes) {
                found.add(certificate)
            } else if let message = try? SignedData(berContentInfo: source.bytes) {
                found.add(message.certificates)
            }
        }
        return found
    }
}
