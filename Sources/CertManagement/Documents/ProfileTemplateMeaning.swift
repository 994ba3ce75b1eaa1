/// What an edit means for those who use the profile template, in sentences.
enum ProfileTemplateMeaning {
    static func sentences(from former: ProfileTemplate?, to template: ProfileTemplate) -> [String] {
        guard let former else {
            let started = Workflow.allCases.filter { template.policies[$0]?.enabled == true }.map(\.rawValue)
            return [started.isEmpty ? "Nothing can be started with it." : "These can be started: \(started.joined(separator: ", "))."]
        }
        var sentences: [String] = []
        if former.name != template.name { sentences.append("It is called \(template.name) from now on; its GUID stays.") }
        if template.isRetired, !former.isRetired {
            sentences.append("Nothing new can be started. Requests, profiles and cards that exist can still be ended.")
        } else if former.isRetired, !template.isRetired {
            sentences.append("It is in use again.")
        }
        if former.certificates != template.certificates {
            sentences.append(
                "New requests bring \(count(template)) instead of \(count(former)). Requests that exist keep what version \(former.version) says."
            )
        }
        if former.isSmartcard != template.isSmartcard {
            sentences.append(template.isSmartcard ? "New requests are for smart cards." : "New requests are for software certificates.")
        }
        if former.smartcard != template.smartcard, former.isSmartcard == template.isSmartcard {
            sentences.append("Cards that are bound from now on follow the new configuration.")
        }
        for workflow in Workflow.allCases { sentences += self.sentences(workflow, former.policies[workflow], template.policies[workflow]) }
        if former.access != template.access { sentences.append("Who may see it, receive from it or audit it changes at once.") }
        return sentences
    }

    private static func count(_ template: ProfileTemplate) -> String {
        let names = template.certificates.map(\.template).joined(separator: ", ")
        return template.certificates.isEmpty ? "no certificate" : "\(template.certificates.count) (\(names))"
    }

    private static func sentences(_ workflow: Workflow, _ former: WorkflowPolicy?, _ policy: WorkflowPolicy?) -> [String] {
        let word = workflow.rawValue
        let (was, can) = (former?.enabled == true, policy?.enabled == true)
        if !was, can { return ["\(word) can be started."] }
        if was, !can { return ["\(word) can no longer be started; its requests that exist go on."] }
        guard was, let former, let policy else { return [] }
        var sentences: [String] = []
        if former.approvalsNeeded != policy.approvalsNeeded {
            sentences.append("New requests of \(word) need \(policy.approvalsNeeded) approvals instead of \(former.approvalsNeeded).")
        }
        if Set(former.approvers) != Set(policy.approvers) {
            sentences.append("Who approves \(word) changes at once, also for pending requests.")
        }
        if former.selfService != policy.selfService {
            sentences.append(policy.selfService ? "Users may start \(word) for themselves." : "Only initiators may start \(word).")
        }
        if former.enrollmentAgentRequired != policy.enrollmentAgentRequired {
            sentences.append(
                "New requests of \(word) are executed by \(policy.enrollmentAgentRequired ? "an enrollment agent" : "the user")."
            )
        }
        let questions = policy.dataItems.filter { item in
            item.required && !former.dataItems.contains { $0.name == item.name && $0.required }
        }
        if !questions.isEmpty {
            sentences.append("New requests of \(word) must answer \(questions.map(\.name).joined(separator: ", ")).")
        }
        return sentences
    }
}
