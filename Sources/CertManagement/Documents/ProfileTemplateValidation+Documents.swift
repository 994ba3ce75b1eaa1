import CAInterface

extension ProfileTemplateValidation {
    /// The documents of a policy: their names, and the variables in their texts.
    static func documents(_ policy: WorkflowPolicy, _ place: String) -> [ProfileTemplateFinding] {
        let known = DocumentVariables.names(policy)
        var findings: [ProfileTemplateFinding] = []
        var names: Set<String> = []
        for (index, document) in policy.documents.enumerated() {
            let field = "\(place).documents.\(index)"
            if !names.insert(document.name.lowercased()).inserted {
                findings.append(
                    .init("DocumentNamesDiffer", "\(field).name", "“\(document.name)”", "Give each document its own name.")
                )
            }
            var seen: Set<String> = []
            for name in DocumentVariables.named(in: document.template) where !known.contains(name) && seen.insert(name).inserted {
                let nearest = Nearest.to(name, among: known).map { "Did you mean {{\($0)}}? " } ?? ""
                findings.append(
                    .init(
                        "DocumentVariablesAreKnown",
                        "\(field).template",
                        "“{{\(name.prefix(60))}}”",
                        nearest + "The variables are \(known.joined(separator: ", "))."
                    )
                )
            }
        }
        return findings
    }

    /// Passwords that no mail server would carry.
    static func passwords(
        _ policy: WorkflowPolicy,
        _ place: String,
        _ surroundings: ProfileTemplateSurroundings
    ) -> [ProfileTemplateFinding] {
        guard !surroundings.sendsMail, let passwords = policy.oneTimePasswords,
            let index = passwords.distributions.firstIndex(where: { $0 != .onScreen })
        else { return [] }
        return [
            .init(
                "MailIsSent",
                "\(place).oneTimePasswords.distributions.\(index)",
                passwords.distributions[index].rawValue,
                "This server sends no mail, so it will distribute no passwords. Start it with --mail-host, or use onScreen.",
                isRefusal: false
            )
        ]
    }
}
