import CertCli
import ArgumentParser
import WireProtocols

struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Sign in to a server, and keep the login for the administration commands.",
        discussion: """
            chancery login alice --server https://pki.example.com:8443 --fingerprint 3A:…
            The name and password are kept in a file of mode 0600, ~/.config/chancery/logins.json, until `chancery logout`.
            """
    )

    @OptionGroup var server: ServerOptions
    @Argument(help: "Account name, or user principal name.") var name: String
    @OptionGroup var password: PasswordOptions

    func run() async throws {
        let target = try server.target()
        var entry = LoginFile.Entry(
            server: target.url,
            username: name,
            password: try password.required("Password of \(name): "),
            root: nil,
            fingerprint: server.fingerprint
        )
        if server.fingerprint == nil, let content = try server.trustFile() { entry.root = String(decoding: content, as: UTF8.self) }
        // The password is tried before it is kept.
        let account = try await server.administration(
            at: target,
            as: AdministratorCredentials(username: entry.username, password: entry.password),
            trust: try server.trust(for: nil)
        ).principal(named: name)
        let path = try LoginFile.path()
        var file = try LoginFile.read(from: path)
        file.put(entry)
        try file.write(to: path)
        if server.json { return try Terminal.json(account) }
        Terminal.say("Signed in to \(LoginFile.normalized(target.url)) as \(account.domain)\\\(account.name). Kept in \(path).")
    }
}
