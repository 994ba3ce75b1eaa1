import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// What an edit of templates would store: every document completed, judged beside the others, and compared with what is stored.
struct TemplateEditPlan {
    /// One document.
    struct Step {
        let former: CertificateTemplate?
        let template: CertificateTemplate
        let findings: [TemplateFinding]
        /// New acceptances, and the rules of stored ones that the template no longer breaks.
        let accepted: [TemplateAcceptance]
        let mended: [String]
        let isPublished: Bool

        var isChanged: Bool { former?.version != template.version }
        var changes: [TemplateFieldChange] { isChanged ? template.changes(since: former) : [] }
    }

    private(set) var steps: [Step] = []

    /// - Parameters:
    ///   - freshOID: an identifier for a new template without one; nil for a dry run.
    /// - Throws: `CAError` for a precondition that does not hold, and for documents that contradict each other.
    init(
        _ edits: [TemplateEdit],
        in snapshot: AuthoritySnapshot,
        by author: TemplateAuthor,
        freshOID: (() -> OID)?
    ) throws(CAError) {
        var names: Set<String> = []
        for edit in edits where !names.insert(edit.template.name.lowercased()).inserted {
            throw Self.fault(
                "TemplatesAreNamedOnce",
                "name",
                edit.template.name,
                "two documents have this name",
                "Send one document for each template."
            )
        }
        var completed: [(edit: TemplateEdit, former: CertificateTemplate?, template: CertificateTemplate)] = []
        for edit in edits {
            let former = snapshot.template(called: edit.template.name)
            try Self.require(edit.precondition, of: edit.template.name, former, isRetired: former.map(snapshot.isRetired) ?? false)
            completed.append((edit, former, Self.completed(edit.template, former, freshOID)))
        }
        // The templates as they would be stored, to compare names and identifiers.
        var all: [String: CertificateTemplate] = [:]
        for template in snapshot.templates { all[template.name.lowercased()] = template }
        for (_, _, template) in completed { all[template.name.lowercased()] = template }
        for (edit, former, template) in completed {
            let accepted = try Self.acceptances(edit.accept, of: template, by: author, in: snapshot)
            let identity = TemplateIdentityRules.problems(
                of: template,
                asWritten: edit.template,
                former: former,
                isRetired: former.map(snapshot.isRetired) ?? false,
                among: all
            )
            let findings =
                identity.map { TemplateFinding(problem: $0, acceptance: nil) }
                + snapshot.judge.findings(of: template, accepting: accepted)
            let broken = Set(findings.map(\.problem.rule))
            steps.append(
                Step(
                    former: former,
                    template: template,
                    findings: findings,
                    accepted: accepted,
                    mended: snapshot.judge.acceptances(of: template.name).map(\.rule).filter { !broken.contains($0) },
                    isPublished: snapshot.publications.contains { $0.template.lowercased() == template.name.lowercased() }
                )
            )
        }
    }

    /// Whether a finding forbids to store the documents.
    ///
    /// A document that changes nothing stores nothing: the rules that its template breaks already are judged where it is published.
    func isRefused(storesUnpublished: Bool) -> Bool {
        steps.contains { step in
            let passes = !step.isChanged || storesUnpublished && !step.isPublished
            return step.findings.contains { $0.acceptance == nil && !(passes && $0.problem.canBeAccepted) }
        }
    }

    func outcomes(name: (SecurityIdentifier) -> String) -> [TemplateOutcome] {
        steps.map { step in
            TemplateOutcome(
                name: step.template.name,
                oldVersion: step.former?.version,
                newVersion: step.template.version,
                changes: step.changes,
                findings: step.findings,
                meaning: step.isChanged ? TemplateMeaning.sentences(from: step.former, to: step.template, name: name) : []
            )
        }
    }

    // MARK: Parts

    private static func require(
        _ precondition: TemplateEdit.Precondition,
        of name: String,
        _ former: CertificateTemplate?,
        isRetired: Bool
    ) throws(CAError) {
        let isMet: Bool =
            switch precondition {
            case .anything: true
            case .absent: former == nil
            case .present: former != nil && !isRetired
            case .version(let version): former?.version == version
            }
        guard !isMet else { return }
        let found = former.map { isRetired ? "retired" : "at version \($0.version)" } ?? "absent"
        throw CAError(
            .preconditionFailed,
            status: .objectAlreadyExists,
            "The template \(name.quoted) is \(found), which is not what the edit expects. Nothing was changed.",
            reason: DenialReason(
                rule: "NobodyElseChangedIt",
                field: "If-Match",
                value: found,
                remedy: "Read the template again, apply the change to it, and send it with its new ETag."
            )
        )
    }

    /// The document with the name as stored, its version, identifier and revision.
    private static func completed(
        _ document: CertificateTemplate,
        _ former: CertificateTemplate?,
        _ freshOID: (() -> OID)?
    ) -> CertificateTemplate {
        var template = document
        guard let former else {
            template.version = 1
            if template.oid == CertificateTemplate.absentOID, let freshOID { template.oid = freshOID() }
            if (template.majorVersion, template.minorVersion) == (0, 0) { template.majorVersion = 100 }
            return template
        }
        template.name = former.name
        if template.oid == CertificateTemplate.absentOID { template.oid = former.oid }
        template.version = former.version
        let revision = (template.majorVersion, template.minorVersion)
        // A revision that the document does not raise is the stored one, and the next minor one if anything else changes.
        if revision <= (former.majorVersion, former.minorVersion) {
            (template.majorVersion, template.minorVersion) = (former.majorVersion, former.minorVersion)
            if template == former { return former }
            // Validation refuses a number that has no successor.
            template.minorVersion &+= 1
        }
        template.version += 1
        return template
    }

    private static func acceptances(
        _ accept: [TemplateEdit.Acceptance],
        of template: CertificateTemplate,
        by author: TemplateAuthor,
        in snapshot: AuthoritySnapshot
    ) throws(CAError) -> [TemplateAcceptance] {
        let problems = snapshot.judge.findings(of: template).map(\.problem)
        var accepted: [TemplateAcceptance] = []
        for acceptance in accept {
            let reason = acceptance.reason
            guard (1...1000).contains(reason.utf8.count), !reason.unicodeScalars.contains(where: ControlText.isControl),
                reason.unicodeScalars.contains(where: { $0 != " " })
            else {
                throw fault(
                    "AcceptancesHaveAReason",
                    "accept.reason",
                    reason,
                    "the reason is no text of 1 to 1000 octets",
                    "Say why the template may break the rule."
                )
            }
            // Nothing is accepted that was not found, so a misspelled rule leaves its finding.
            let values = problems.filter { $0.canBeAccepted && $0.rule == acceptance.rule }.map(\.value)
            guard !values.isEmpty, !accepted.contains(where: { $0.rule == acceptance.rule }) else { continue }
            // A file that is applied again accepts nothing anew.
            let isKnown = snapshot.judge.acceptances(of: template.name).contains {
                $0.rule == acceptance.rule && $0.reason == reason && $0.values.isSuperset(of: values)
            }
            if isKnown { continue }
            accepted.append(
                TemplateAcceptance(
                    template: template.name,
                    rule: acceptance.rule,
                    values: Set(values),
                    reason: reason,
                    author: author.name,
                    when: author.when
                )
            )
        }
        return accepted
    }

    static func fault(_ rule: String, _ field: String, _ value: String, _ why: String, _ remedy: String) -> CAError {
        let shown = ControlText.visible(String(value.prefix(200)))
        return CAError(
            .malformed,
            status: .invalidArgument,
            "\(field) is \(shown.quoted): \(why). \(remedy)",
            reason: DenialReason(rule: rule, field: field, value: shown, remedy: remedy)
        )
    }
}
