import ArgumentParser

/// `chancery completion SHELL` prints a script with which a shell completes commands, options and values.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: """
            bash   chancery completion bash > ~/.local/share/bash-completion/completions/chancery
            zsh    chancery completion zsh > DIRECTORY/_chancery, where DIRECTORY is one of $fpath
            fish   chancery completion fish > ~/.config/fish/completions/chancery.fish
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
        Terminal.say(
            Chancery.completionScript(for: shell.completions).replacing(
                "complete -o filenames -F",
                with: "complete -o default -o filenames -F"
            )
        )
    }
}
