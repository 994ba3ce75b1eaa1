import ArgumentParser
import CAInterface
import CertCli
import Foundation

/// The dashed spelling: Windows' options, console lines and exit codes, so that existing scripts continue to work.
///
/// Exit codes are 0 for success, including pending, and otherwise the low octet of the HRESULT (1 when that is 0), because a Unix process has
/// no more.
/// Options of our own are `-credentials FILE`, `-trust FILE`, `-fingerprint HEX`, `-store DIR`. Source: "certreq" command reference.
struct WindowsCommandLine {
    private static let verbs = [
        "new", "submit", "retrieve", "accept", "enroll", "policy", "sign", "enrollaik", "enrollcredguardcert", "enrolllogon", "post",
    ]
    let verb: String
    private(set) var values: [String: String] = [:]
    private(set) var set: Set<String> = []
    private(set) var operands: [String] = []
    private var problem: String?

    /// nil when the line does not use the dashed spelling.
    init?(_ arguments: [String]) {
        guard let first = arguments.first, Self.isDashed(first) else { return nil }
        var verb: String?
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            let name = argument.dropFirst().lowercased()
            // A slash begins an option only with its exact name, because it also begins a path.
            let isOption =
                argument.hasPrefix("-") || argument.hasPrefix("/") && (Self.verbs.contains(name) || WindowsOption.table[name] != nil)
            guard isOption, argument.count > 1 else {
                operands.append(argument)
                continue
            }
            if Self.verbs.contains(name), verb == nil {
                verb = name
            } else if let option = WindowsOption.table[name] {
                if !option.takesValue {
                    set.insert(name)
                } else if index < arguments.count {
                    values[name] = arguments[index]
                    index += 1
                } else {
                    problem = problem ?? "\(argument) needs a value"
                }
            } else {
                // Mixing the two spellings is the usual mistake: -submit --trust FILE.
                let plain = argument.hasPrefix("--") && WindowsOption.table[String(name.dropFirst())] != nil
                let nearest = Nearest.to(name, among: Self.verbs + WindowsOption.table.keys.sorted())
                let remedy =
                    plain ? " with -\(verb ?? "submit"); write \(argument.dropFirst())" : nearest.map { "; the nearest one is -\($0)" }
                problem = problem ?? "\(argument) is not an option of certreq\(remedy ?? "")"
            }
        }
        self.verb = verb ?? "submit"
    }

    /// A dash, a slash before a verb, or the name of a file, which the default verb sends.
    private static func isDashed(_ first: String) -> Bool {
        if first.hasPrefix("--") || first == "-h" || first == "-" { return false }
        if first.hasPrefix("-") { return true }
        if first.hasPrefix("/"),
            verbs.contains(first.dropFirst().lowercased()) || WindowsOption.table[first.dropFirst().lowercased()] != nil
        {
            return true
        }
        let isCommand = Certreq.configuration.subcommands.contains { $0._commandName == first } || first == "help"
        return !isCommand && FileManager.default.fileExists(atPath: first)
    }

    func run() async -> Int32 {
        await Console.$writesUnicode.withValue(set.contains("unicode")) {
            await Console.$writesUnicodeFiles.withValue(set.contains("unicodetext")) { await answer() }
        }
    }

    private func answer() async -> Int32 {
        do {
            if let problem {
                throw CAError(.malformed, status: .invalidArgument, "\(problem). certreq --help lists all verbs and options.")
            }
            _ = try ClientConfiguration.load(mayMiss: true)
            try checkOptions()
            _ = try policyServer
            switch verb {
            case "new": return try await new()
            case "submit": return try await submit()
            case "retrieve": return try await retrieve()
            case "accept": return try await accept()
            case "enroll": return try await values["cert"] == nil ? enroll() : renew()
            case "policy": return try await policy()
            case "sign": return try await sign()
            default: throw WindowsOption.refusal(of: verb)
            }
        } catch let error as CAError {
            return failed(error)
        } catch {
            return failed(CAError(.internal, status: .fail, "certreq failed: \(error)"))
        }
    }

    /// Every given option has an effect. Otherwise the command is refused, and the message names the option.
    private func checkOptions() throws {
        if values["pin"] != nil {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "-pin would put a secret on the command line, where others can read it, and the store has no cards that need one."
            )
        }
        if values["p"] != nil, values["username"] == nil {
            throw CAError(.malformed, status: .invalidArgument, "-p is the password of -UserName, which is missing.")
        }
        for name in (Array(values.keys) + set).sorted() {
            switch WindowsOption.table[name]?.meaning {
            case .notBuilt: throw WindowsOption.refusal(of: name)
            case .verbs(let verbs) where !verbs.contains(verb):
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "-\(name) has no meaning with -\(verb), only with \(verbs.sorted().map { "-" + $0 }.joined(separator: ", "))."
                )
            default: break
            }
        }
        if set.contains("anonymous"), values["credentials"] != nil || values["username"] != nil {
            throw CAError(.malformed, status: .invalidArgument, "-anonymous and an account contradict each other. Give only one of them.")
        }
        if set.contains("user"), set.contains("machine") || set.contains("adminforcemachine") {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "-user and the machine's store contradict each other. Give only one of them."
            )
        }
        if let most = verb == "enroll" && values["cert"] == nil ? 1 : WindowsOption.operands[verb], operands.count > most {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "certreq -\(verb) takes \(most) files or names at most; \"\(operands[most])\" is one too many."
            )
        }
    }
}
