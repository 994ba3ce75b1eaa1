import ArgumentParser
import CAInterface
import Foundation

/// The server and its administration commands.
@main
struct Chancery: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chancery",
        abstract: "Certificate services: a certification authority, its enrollment interfaces and certificate management.",
        discussion: """
            Start here:
              chancery serve                       makes a CA in ./chancery-data and listens on 127.0.0.1
              chancery doctor                      reports anything unsafe or about to break, with its remedy
              chancery request list --disposition pending
            """,
        version: ProgramVersion.number,
        subcommands: [
            ServeCommand.self, InitCommand.self, UserCommand.self, GroupCommand.self, AgentGrantCommand.self, AuthorityCommand.self,
            OfficerCommand.self,
            RequestCommand.self, CertificateCommand.self, RevocationListCommand.self, ViewCommand.self, ExitCommand.self, MailCommand.self,
            AuditCommand.self, TemplateCommand.self, ProfileTemplateCommand.self, ManagementCommand.self, KeyCommand.self,
            TokenCommand.self,
            CardKeyCommand.self, BackupCommand.self, RestoreCommand.self, StoreCommand.self, NodeCommand.self, DoctorCommand.self,
            LoginCommand.self,
            LogoutCommand.self, CompletionCommand.self,
        ]
    )

    static func main() async {
        if let mistake = names(self).mistake(in: Array(CommandLine.arguments.dropFirst())) {
            Terminal.complain("chancery: \(mistake)")
            Foundation.exit(2)
        }
        var isLogin = false
        do {
            var command = try parseAsRoot()
            isLogin = command is LoginCommand
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch let failure as CommandError {
            Terminal.complain("chancery: \(failure.message)")
            Foundation.exit(failure.exitCode)
        } catch {
            if exitCode(for: error) == .validationFailure {
                Terminal.complain(Suggestion.withoutNonsense(fullMessage(for: error)))
                Foundation.exit(2)
            }
            // True for a request for help and the like. All other errors are printed as one line, without a trace.
            guard exitCode(for: error) == .success || error is ExitCode else {
                // A refusal is whole: it may list everything that could have been named. Other errors may quote any amount of input.
                let text = (error as? CAError).map(Self.text(of:)) ?? "\("\(error)".prefix(1200))"
                Terminal.complain("chancery: \(text)")
                if !isLogin, (error as? CAError)?.code == .signInRequired {
                    Terminal.complain("Give --credentials FILE, or sign in with `chancery login NAME` first.")
                }
                Foundation.exit(1)
            }
            exit(withError: error)
        }
    }

    private static func names(_ command: any ParsableCommand.Type) -> CommandNames {
        CommandNames(command._commandName, command.configuration.subcommands.map(names))
    }
}

extension Chancery {
    /// The message of a refusal and what to do, unless the message says that itself.
    private static func text(of refusal: CAError) -> String {
        guard let remedy = refusal.reason?.remedy, !remedy.isEmpty, !refusal.message.contains(remedy) else { return refusal.message }
        return refusal.message + " " + remedy
    }
}

/// A command failed: one sentence that says what happened, why and what to do, and the exit code.
struct CommandError: Error {
    /// 2 usage, 3 pending, 4 denied, 1 any other failure.
    let exitCode: Int32
    let message: String

    init(_ message: String, exitCode: Int32 = 1) {
        self.message = message
        self.exitCode = exitCode
    }
}
