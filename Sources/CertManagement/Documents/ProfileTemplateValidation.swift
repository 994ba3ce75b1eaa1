import PKIDirectory
import PKIFormats

/// The rules that a profile template must keep to be stored, and hints about what cannot work. Editing and planning ask this one function.
package enum ProfileTemplateValidation {
    /// Every finding; the template may be stored when none is a refusal.
    package static func findings(of template: ProfileTemplate, in surroundings: ProfileTemplateSurroundings) -> [ProfileTemplateFinding] {
        shape(template) + certificates(template, surroundings) + card(template)
            + Workflow.allCases.flatMap { workflow in
                template.policies[workflow].map { policy(workflow, $0, of: template, surroundings) } ?? []
            }
    }

    /// The workflows that only cards have. Source: "Policies, workflow by workflow".
    package static let cardWorkflows: Set<Workflow> = [.offlineUnblock, .retire, .temporaryCards, .unblock]

    private static func shape(_ template: ProfileTemplate) -> [ProfileTemplateFinding] {
        var findings: [ProfileTemplateFinding] = []
        let name = template.name
        let isPlain = name.unicodeScalars.allSatisfy { ![.control, .format, .lineSeparator].contains($0.properties.generalCategory) }
        if name.isEmpty || name.count > 128 || !isPlain || name.first == " " || name.last == " " {
            findings.append(
                .init("NameIsPlain", "name", "“\(name)”", "Use 1 to 128 characters without line ends, and without blanks at the ends.")
            )
        }
        if template.isVirtualSmartcard, !template.isSmartcard {
            findings.append(
                .init(
                    "VirtualCardsAreCards",
                    "isVirtualSmartcard",
                    "true",
                    "Set isSmartcard too: a virtual smart card is a smart card."
                )
            )
        }
        if template.certificates.isEmpty {
            findings.append(
                .init(
                    "CertificatesAreListed",
                    "certificates",
                    "empty",
                    "List a certificate template, unless requests are to end without a certificate.",
                    isRefusal: false
                )
            )
        }
        let isForSomebody = template.access.entries.contains { !$0.isDeny && $0.rights.contains(.enroll) }
        if !isForSomebody {
            findings.append(
                .init(
                    "SomebodyMayEnroll",
                    "access",
                    "without enroll",
                    "Give enroll to those who are to get certificates.",
                    isRefusal: false
                )
            )
        }
        return findings
    }

    private static func certificates(_ template: ProfileTemplate, _ surroundings: ProfileTemplateSurroundings)
        -> [ProfileTemplateFinding]
    {
        var findings: [ProfileTemplateFinding] = []
        for (index, entry) in template.certificates.enumerated() {
            let field = "certificates.\(index)"
            let authority = entry.authority.map { name in surroundings.authorities.first { $0.lowercased() == name.lowercased() } }
            if let named = entry.authority, authority == .some(nil) {
                let known = surroundings.authorities.joined(separator: ", ")
                findings.append(.init("AuthorityIsKnown", "\(field).authority", named, "Name one of these CAs: \(known)."))
            }
            guard let certificateTemplate = surroundings.templates[entry.template.lowercased()] else {
                findings.append(
                    .init(
                        "CertificateTemplateIsKnown",
                        "\(field).template",
                        "“\(entry.template)”",
                        "Name one that `chancery template list --all` shows."
                    )
                )
                continue
            }
            if certificateTemplate.isRetired {
                findings.append(
                    .init(
                        "CertificateTemplateIsInUse",
                        "\(field).template",
                        entry.template,
                        "It is retired for good. Name another template."
                    )
                )
                continue
            }
            let issuer = (authority ?? surroundings.authorities.first) ?? ""
            if !issuer.isEmpty, !certificateTemplate.issuers.contains(issuer) {
                findings.append(
                    .init(
                        "CertificateTemplateIsPublished",
                        "\(field).template",
                        entry.template,
                        "\(issuer) does not issue for it. Let it: chancery template publish \(entry.template).",
                        isRefusal: false
                    )
                )
            }
        }
        return findings
    }
}
