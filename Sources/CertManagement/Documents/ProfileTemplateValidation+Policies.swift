import PKIDirectory
import PKIFormats

extension ProfileTemplateValidation {
    /// Workflows that nobody executes for the user. Source: "ProfileTemplatePolicy.EnrollAgentRequired Property".
    static let withoutAgent: Set<Workflow> = [.onlineUpdate, .reinstate, .retire, .revoke, .unblock]

    /// The workflows in which old encryption keys may come along.
    private static let reissuing: Set<Workflow> = [.renew, .recover, .duplicate]

    /// The reasons that a policy may have. 6 is no revocation: only suspending puts on hold. 7 is not used, and 8 takes off a list.
    private static let reasons: Set<Int> = [0, 1, 2, 3, 4, 5, 9, 10]

    static func policy(
        _ workflow: Workflow,
        _ policy: WorkflowPolicy,
        of template: ProfileTemplate,
        _ surroundings: ProfileTemplateSurroundings
    ) -> [ProfileTemplateFinding] {
        let place = "policies.\(workflow.rawValue)"
        if cardWorkflows.contains(workflow), !template.isSmartcard {
            return [
                .init(
                    "WorkflowFitsTemplate",
                    place,
                    "present",
                    "Only smart cards have this workflow. Leave the policy out, or set isSmartcard."
                )
            ]
        }
        return people(workflow, policy, place, surroundings) + numbers(policy, place) + items(workflow, policy, place, surroundings)
            + documents(policy, place) + passwords(policy, place, surroundings) + mails(policy, place)
            + keys(workflow, policy, place, template, surroundings) + fit(workflow, policy, place)
    }

    private static func people(
        _ workflow: Workflow,
        _ policy: WorkflowPolicy,
        _ place: String,
        _ surroundings: ProfileTemplateSurroundings
    ) -> [ProfileTemplateFinding] {
        var findings: [ProfileTemplateFinding] = []
        let approvers = Set(policy.approvers.map(\.text))
        if policy.approvalsNeeded < 0 || policy.approvalsNeeded > 20 {
            findings.append(.init("NumberIsInRange", "\(place).approvalsNeeded", "\(policy.approvalsNeeded)", "Use 0 to 20."))
        } else if policy.approvalsNeeded > 0, approvers.isEmpty {
            findings.append(
                .init("ApproversAreNamed", "\(place).approvers", "empty", "Name who may approve, or set approvalsNeeded to 0.")
            )
        } else if policy.approvalsNeeded > approvers.count, approvers.isDisjoint(with: surroundings.groups) {
            findings.append(
                .init(
                    "ApprovalsArePossible",
                    "\(place).approvalsNeeded",
                    "\(policy.approvalsNeeded)",
                    "Only \(approvers.count) may approve, and nobody approves twice. Name more people or a group, or ask for fewer approvals."
                )
            )
        }
        if workflow == .recoverOnBehalf, !policy.enrollmentAgentRequired {
            findings.append(
                .init(
                    "AgentFitsWorkflow",
                    "\(place).enrollmentAgentRequired",
                    "false",
                    "Set it: an enrollment agent always recovers the keys of others."
                )
            )
        } else if withoutAgent.contains(workflow), policy.enrollmentAgentRequired {
            findings.append(
                .init(
                    "AgentFitsWorkflow",
                    "\(place).enrollmentAgentRequired",
                    "true",
                    "Leave it out: this workflow has no enrollment agent."
                )
            )
        } else if policy.enrollmentAgentRequired, policy.enrollmentAgents.isEmpty {
            findings.append(
                .init("AgentsAreNamed", "\(place).enrollmentAgents", "empty", "Name who may execute: nobody could end such a request.")
            )
        }
        if policy.enabled, !policy.selfService, policy.initiators.isEmpty {
            findings.append(
                .init(
                    "SomebodyMayStart",
                    "\(place).initiators",
                    "empty",
                    "Nobody can start it. Set selfService or name initiators, or disable it.",
                    isRefusal: false
                )
            )
        }
        return findings
    }

    private static func numbers(_ policy: WorkflowPolicy, _ place: String) -> [ProfileTemplateFinding] {
        var rows: [(field: String, value: Int, range: ClosedRange<Int>)] = [
            ("temporaryCards.days", policy.temporaryCards.days, 1...366)
        ]
        if let passwords = policy.oneTimePasswords {
            rows += [
                ("oneTimePasswords.length", passwords.length, 6...64),
                ("oneTimePasswords.lifetimeSeconds", passwords.lifetimeSeconds, 60...366 * 86_400),
                ("oneTimePasswords.distributions", passwords.distributions.count, 1...5),
            ]
        }
        rows += policy.mails.enumerated().map { ("mails.\($0).daysBefore", $1.daysBefore, 1...3650) }
        var findings = rows.filter { !$0.range.contains($0.value) }.map { row in
            ProfileTemplateFinding(
                "NumberIsInRange",
                "\(place).\(row.field)",
                "\(row.value)",
                "Use \(row.range.lowerBound) to \(row.range.upperBound)."
            )
        }
        for (key, options) in [("revocation", policy.revocation), ("duplicateRevocation", policy.duplicateRevocation)] {
            guard let options else { continue }
            if !reasons.contains(options.reason) {
                findings.append(
                    .init(
                        "ReasonIsKnown",
                        "\(place).\(key).reason",
                        "\(options.reason)",
                        "Use \(reasons.sorted().map(String.init).joined(separator: ", ")) of RFC 5280 §5.3.1."
                    )
                )
            }
            if !(0...366 * 86_400).contains(options.delaySeconds) {
                findings.append(
                    .init("NumberIsInRange", "\(place).\(key).delaySeconds", "\(options.delaySeconds)", "Use 0 to \(366 * 86_400).")
                )
            }
        }
        return findings
    }

    private static func items(
        _ workflow: Workflow,
        _ policy: WorkflowPolicy,
        _ place: String,
        _ surroundings: ProfileTemplateSurroundings
    ) -> [ProfileTemplateFinding] {
        var findings: [ProfileTemplateFinding] = []
        var names: Set<String> = []
        if policy.dataItems.count > DataCollection.mostItems {
            findings.append(
                .init("ItemsAreFew", "\(place).dataItems", "\(policy.dataItems.count) items", "Use at most \(DataCollection.mostItems).")
            )
        }
        for (index, item) in policy.dataItems.enumerated() {
            let field = "\(place).dataItems.\(index)"
            if item.name.isEmpty || item.name.count > DataCollection.longestName || item.name.contains(where: \.isNewline) {
                findings.append(.init("ItemIsNamed", "\(field).name", "“\(item.name)”", "Use 1 to 256 characters on one line."))
            } else if !names.insert(item.name.lowercased()).inserted {
                findings.append(
                    .init("ItemNamesDiffer", "\(field).name", "“\(item.name)”", "Another item has this name; case does not count.")
                )
            }
            if workflow == .recoverOnBehalf, item.originator == .subscriber {
                findings.append(
                    .init(
                        "ItemsAreTheManagers",
                        "\(field).originator",
                        item.originator.rawValue,
                        "Use CertificateManager: in this workflow nobody asks the user."
                    )
                )
            }
            findings += self.item(item, field, policy, surroundings)
        }
        return findings
    }

    private static func item(
        _ item: DataCollectionItem,
        _ field: String,
        _ policy: WorkflowPolicy,
        _ surroundings: ProfileTemplateSurroundings
    ) -> [ProfileTemplateFinding] {
        var findings: [ProfileTemplateFinding] = []
        if let fault = item.validation.fault(validators: surroundings.validators) {
            findings.append(
                .init("ValidationIsPossible", "\(field).validation", item.validation.kind.rawValue, fault)
            )
        } else if let standard = item.defaultValue, let fault = item.validation.fault(of: standard) {
            findings.append(
                .init("DefaultIsValid", "\(field).defaultValue", "“\(standard.prefix(60))”", "The answer \(fault). Change one.")
            )
        }
        if item.storage == .sealed, item.defaultValue != nil {
            findings.append(
                .init(
                    "SecretsHaveNoDefault",
                    "\(field).defaultValue",
                    "present",
                    "Leave it out: everybody may read a policy, and so the answer."
                )
            )
        }
        if item.required, item.originator == .certificateManager, item.defaultValue == nil, policy.approvalsNeeded == 0, policy.selfService
        {
            findings.append(
                .init(
                    "RequiredItemCanBeAnswered",
                    "\(field).originator",
                    item.originator.rawValue,
                    "Nobody answers it when users start for themselves. Ask for an approval, or ask the subscriber.",
                    isRefusal: false
                )
            )
        }
        return findings
    }

    private static func mails(_ policy: WorkflowPolicy, _ place: String) -> [ProfileTemplateFinding] {
        var findings: [ProfileTemplateFinding] = []
        for (index, rule) in policy.mails.enumerated() {
            let field = "\(place).mails.\(index)"
            if rule.to.isEmpty {
                findings.append(
                    .init("MailHasRecipient", "\(field).to", "empty", "Name target, originator, approvers, managers or an address.")
                )
            }
            for (number, recipient) in rule.to.enumerated() {
                guard case .address(let address) = recipient, !isAddress(address) else { continue }
                findings.append(
                    .init(
                        "MailHasRecipient",
                        "\(field).to.\(number)",
                        "“\(address)”",
                        "Use target, originator, approvers, managers, or an address such as pki@example.org."
                    )
                )
            }
            if let file = rule.template, !isFileName(file) {
                findings.append(
                    .init("MailTextIsAFile", "\(field).template", "“\(file)”", "Use letters, digits, - and _ without a path or an ending.")
                )
            }
        }
        return findings
    }

    /// Plain ASCII with one `@`, so that it can be written into a mail as it is.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= 254 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && !"<>()[],;:\\\"".unicodeScalars.contains($0) }
    }

    private static func isFileName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
            }
    }

    private static func keys(
        _ workflow: Workflow,
        _ policy: WorkflowPolicy,
        _ place: String,
        _ template: ProfileTemplate,
        _ surroundings: ProfileTemplateSurroundings
    ) -> [ProfileTemplateFinding] {
        let needsArchive = workflow == .recoverOnBehalf || policy.reissuesArchived && reissuing.contains(workflow)
        let hasArchive = template.certificates.contains {
            $0.isServerGenerated || surroundings.templates[$0.template.lowercased()]?.archivesKeys == true
        }
        guard needsArchive, policy.enabled, !hasArchive else { return [] }
        return [
            .init(
                "KeysAreArchived",
                workflow == .recoverOnBehalf ? place : "\(place).reissuesArchived",
                "without an archived key",
                "No certificate has isServerGenerated or a template whose keys are archived, so there is nothing to recover.",
                isRefusal: false
            )
        ]
    }

    private static func fit(_ workflow: Workflow, _ policy: WorkflowPolicy, _ place: String) -> [ProfileTemplateFinding] {
        var findings: [ProfileTemplateFinding] = []
        if policy.temporaryCards.blocksAdminPIN, policy.temporaryCards.resetsAdminPIN {
            findings.append(
                .init(
                    "AdminPINIsBlockedOrReset",
                    "\(place).temporaryCards.resetsAdminPIN",
                    "true",
                    "Leave it out, or blocksAdminPIN: a blocked PIN cannot be reset."
                )
            )
        }
        let rows: [(field: String, isSet: Bool, workflows: Set<Workflow>)] = [
            ("reusesCard", policy.reusesCard, [.renew]), ("reissuesArchived", policy.reissuesArchived, reissuing),
            ("allowsNamedTemplate", policy.allowsNamedTemplate, [.onlineUpdate]),
            ("duplicateRevocation", policy.duplicateRevocation != nil, [.recover]),
            ("temporaryCards", policy.temporaryCards != TemporaryCardOptions(), [.temporaryCards]),
        ]
        for row in rows where row.isSet && !row.workflows.contains(workflow) {
            let names = row.workflows.map(\.rawValue).sorted().joined(separator: ", ")
            findings.append(
                .init("KeyFitsWorkflow", "\(place).\(row.field)", "set", "It says nothing here, but only for \(names).", isRefusal: false)
            )
        }
        return findings
    }
}
