/// Words for commands that somebody copies into a shell.
enum ShellText {
    /// The word in single quotes, so that nothing in it means anything to the shell.
    static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    /// The word as it is where it means nothing to the shell, and quoted elsewhere. For commands that people read before they paste them.
    static func word(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-_./:@%+=,".utf8.contains(byte)
        }
        return isPlain && !word.isEmpty ? word : quoted(word)
    }
}
