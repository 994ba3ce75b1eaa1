import WireProtocols

/// How one document differs from another version or from what is stored, as `template diff` and `profile-template diff` say it.
struct TemplateDifference: Encodable {
    let name: String
    let changes: [TemplateFieldChangeBody]

    /// Whether the argument of a diff names a file, and not what is stored.
    static func isFile(_ what: String) -> Bool {
        what == "-" || what.contains("/") || what.hasSuffix(".yaml") || what.hasSuffix(".yml")
    }

    /// Writes the differences.
    /// - Throws: the exit code 5 when there is one.
    static func report(_ differences: [TemplateDifference], json: Bool) throws {
        if json {
            try Terminal.json(differences)
        } else {
            for difference in differences {
                Terminal.say(difference.changes.isEmpty ? "\(difference.name) is the same." : "\(difference.name):")
                for change in difference.changes { Terminal.say("  " + TemplateCommand.text(change)) }
            }
        }
        if differences.contains(where: { !$0.changes.isEmpty }) { throw TemplateCommand.differs }
    }
}
