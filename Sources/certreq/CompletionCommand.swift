import ArgumentParser

/// `certreq completion SHELL` prints a script with which a shell completes commands, options and values.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: """
            bash   certreq completion bash > ~/.local/share/bash-completion/completions/certreq
            zsh    certreq completion zsh > DIRECTORY/_certreq, where DIRECTORY is one of $fpath
            fish   certreq completion fish > ~/.config/fish/completions/certreq.fish
            """
    )

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        var completions: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "bash, zsh or fish.") var shell: Shell

    // `-o default`: where the script offers nothing, bash completes the names of files.
    func run() {
        Console.say(
            Certreq.completionScript(for: shell.completions).replacing(
                "complete -o filenames -F",
                with: "complete -o default -o filenames -F"
            )
        )
    }
}
