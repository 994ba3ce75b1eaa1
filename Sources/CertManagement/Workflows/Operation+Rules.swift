extension Operation {
    /// Whether an enrollment agent executes it.
    ///
    /// Source: "ProfileTemplatePolicy.EnrollAgentRequired Property".
    enum AgentRule {
        case always, never, byPolicy
    }

    var agentRule: AgentRule {
        switch self {
        case .recoverOnBehalf: .always
        case .onlineUpdate, .suspend, .reinstate, .disable, .retire, .unblock, .temporaryDisable, .temporaryRetire: .never
        case .enroll, .renew, .recover, .duplicate, .offlineUnblock, .temporaryCards: .byPolicy
        }
    }

    func needsAgent(by policy: WorkflowPolicy) -> Bool {
        switch agentRule {
        case .always: true
        case .never: false
        case .byPolicy: policy.enrollmentAgentRequired
        }
    }

    /// Nothing is needed from the target, so those who may start it for others may also execute it: a lost card is disabled without its holder.
    var isExecutedByInitiators: Bool {
        switch self {
        case .suspend, .reinstate, .disable, .retire, .offlineUnblock, .temporaryDisable, .temporaryRetire: true
        case .enroll, .renew, .recover, .recoverOnBehalf, .duplicate, .onlineUpdate, .unblock, .temporaryCards: false
        }
    }

    /// The profile or card is out of use afterwards, for good. Requests that would bring certificates for it are withdrawn.
    var endsObject: Bool {
        switch self {
        case .disable, .retire, .temporaryDisable, .temporaryRetire: true
        case .enroll, .renew, .recover, .recoverOnBehalf, .duplicate, .onlineUpdate, .temporaryCards: false
        case .suspend, .reinstate, .unblock, .offlineUnblock: false
        }
    }

    /// Its target has less afterwards. When others start it, the target may only look on.
    var takesFromTarget: Bool { endsObject || self == .suspend }

    /// It brings certificates, so the target needs the right to enroll and the profile template must be in use.
    var bringsCertificates: Bool { execution.issues }

    /// The operation that the word of a request's type means, where the workflow alone does not say it; nil for other words.
    package init?(word: String) {
        switch word.lowercased() {
        case "suspend": self = .suspend
        case "reinstate": self = .reinstate
        case "temporarydisable", "temporarycarddisable", "12": self = .temporaryDisable
        case "temporaryretire", "temporarycardretire", "13": self = .temporaryRetire
        default: return nil
        }
    }
}
