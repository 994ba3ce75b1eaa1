/// Words for commands that somebody copies into a shell.
enum ShellText {
    /// The word in single quotes, so that nothing in it means anything to the shell.
    static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
