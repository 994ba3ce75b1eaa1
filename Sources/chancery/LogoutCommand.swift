import ArgumentParser

struct LogoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget the login to a server that `chancery login` keeps.",
        discussion: "The password itself stays valid: change it with `chancery user password` when somebody may have seen it."
    )

    @Option(help: "The server's HTTPS address; the newest login when absent.") var server: String?

    func run() throws {
        let path = try LoginFile.path()
        var file = try LoginFile.read(from: path)
        guard let server = server ?? file.last, file.remove(server) else {
            throw CommandError("There is no login \(server.map { "to \($0) " } ?? "")in \(path). Nothing was changed.")
        }
        try file.write(to: path)
        Terminal.say("Forgot the login to \(LoginFile.normalized(server)).")
    }
}
