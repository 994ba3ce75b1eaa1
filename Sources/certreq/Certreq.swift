import ArgumentParser
import CAInterface
import CardEnrollment
import Foundation
import SmartCards
import SystemFiles

/// `certreq` requests certificates from CAs. The plain spelling has its own options and exit codes; the dashed Windows spelling has Windows' options
/// and output lines.
@main
struct Certreq: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certreq",
        abstract: "Requests certificates from a CA and installs them.",
        discussion: """
            Exit codes: 0 done or issued, 2 wrong usage, 3 pending, 4 denied, 5 not decided (verify --fetch), 1 any other failure.
            Every verb also has the Windows spelling: certreq -new, -submit, -retrieve, -accept, -enroll, -policy, -sign, with the options of that program.
            """,
        version: ProgramVersion.number,
        subcommands: [
            EnrollCommand.self, NewCommand.self, SubmitCommand.self, RetrieveCommand.self, AcceptCommand.self, RenewCommand.self,
            SignCommand.self, PolicyCommand.self, ListCommand.self, ShowCommand.self, DeleteCommand.self, PFXCommand.self, CACommand.self,
            CardCommand.self, LoginCommand.self, DumpCommand.self, VerifyCommand.self, CompletionCommand.self,
        ]
    )

    static func main() async {
        // A file that would become too large is an error of the call that writes it, with a message, and not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let verb = WindowsOption.verbAsked(arguments) {
            Console.say(WindowsOption.help(of: verb))
            Console.end(ExitStatus.done)
        }
        if let question = helpAsked(arguments) { Console.end(await run(question)) }
        if let windows = WindowsCommandLine(arguments) {
            Console.end(await windows.run())
        }
        Console.end(await run(arguments))
    }

    /// `-?` or `/?` anywhere on the line asks for the help of the verb that is named, or else of the program.
    private static func helpAsked(_ arguments: [String]) -> [String]? {
        guard arguments.contains("-?") || arguments.contains("/?") else { return nil }
        let verbs = configuration.subcommands.map { $0._commandName }
        let named = arguments.lazy.map { $0.drop { $0 == "-" || $0 == "/" }.lowercased() }.first(where: verbs.contains)
        return (named.map { [$0] } ?? []) + ["--help"]
    }

    static func run(_ arguments: [String]) async -> Int32 {
        let names = CommandNames(configuration.commandName ?? "certreq", configuration.subcommands.map { CommandNames($0._commandName) })
        if let mistake = names.mistake(in: arguments) {
            Console.complain("certreq: \(mistake)")
            return ExitStatus.usage
        }
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.done
        } catch let outcome as ExitCode {
            return outcome.rawValue
        } catch let error as CAError {
            Console.complain(error)
            if error.code == .signInRequired {
                Console.complain(
                    "Give --credentials FILE, --user NAME with --password-file FILE, or --client-certificate FILE with --client-key FILE; certreq login remembers them."
                )
            }
            return ExitStatus.failed
        } catch let error as CardEnrollmentError {
            CardCommand.complain(error)
            return ExitStatus.failed
        } catch let error as CardError {
            Console.complain("certreq: \(error)")
            return ExitStatus.failed
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code == .success {
                Console.say(text)
                return ExitStatus.done
            }
            Console.complain(text)
            return code == .validationFailure ? ExitStatus.usage : ExitStatus.failed
        }
    }
}

/// The exit codes of the plain spelling.
enum ExitStatus {
    static let done: Int32 = 0
    static let failed: Int32 = 1
    static let usage: Int32 = 2
    static let pending: Int32 = 3
    static let denied: Int32 = 4
    /// `verify --fetch`: what could not be fetched might change the answer.
    static let undecided: Int32 = 5
}
