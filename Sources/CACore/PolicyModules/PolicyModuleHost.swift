import CAInterface
package import Logging
import PKIFormats
import PortableFoundation

/// Asks the policy module of an authority, and keeps it from giving more than the rules did. Without a module nothing here runs.
package actor PolicyModuleHost {
    private let make: @Sendable (PolicyModuleSetting) -> any PolicyModule
    private let logger: Logger
    private var running: [AuthorityNumber: (setting: PolicyModuleSetting, module: any PolicyModule)] = [:]

    /// - Parameter make: makes the module that a setting names.
    package init(logger: Logger, make: @escaping @Sendable (PolicyModuleSetting) -> any PolicyModule) {
        self.logger = logger
        self.make = make
    }

    /// The module's verdict, without whatever it may not take away. A module that fails holds or denies the request.
    func verdict(
        on context: PolicyModuleContext,
        isNew: Bool,
        of authority: AuthorityNumber,
        by setting: PolicyModuleSetting
    ) async -> PolicyModuleVerdict {
        do {
            let module = try await module(of: authority, named: context.authority, setting)
            var verdict = try await module.verifyRequest(context, isNew: isNew)
            let refused = verdict.narrowing.removedExtensions.filter { ConfigurationRules.neverLeftOut[$0] != nil }
            if !refused.isEmpty {
                logger.warning(
                    "a policy module wanted to remove an extension that limits or identifies; the certificate keeps it",
                    metadata: ["module": "\(module.description)", "extensions": "\(refused.map(\.dotted).sorted())"]
                )
                verdict.narrowing.removedExtensions.subtract(refused)
            }
            return verdict
        } catch {
            logger.error(
                "a policy module failed; the request is \(setting.holdsOnFailure ? "held" : "denied")",
                metadata: ["module": "\(setting.command)", "error": "\(error)"]
            )
            let reason = (error as? ModuleError)?.reason ?? "It failed; the server's log says how."
            let text = "The policy module of the authority failed: \(reason)"
            return PolicyModuleVerdict(setting.holdsOnFailure ? .failed(reason: text) : .deny(status: .fail, text: text))
        }
    }

    private func module(of authority: AuthorityNumber, named name: String, _ setting: PolicyModuleSetting) async throws -> any PolicyModule
    {
        if let known = running[authority], known.setting == setting { return known.module }
        if let former = running.removeValue(forKey: authority) { await former.module.shutDown() }
        let module = make(setting)
        try await module.initialize(authority: name)
        running[authority] = (setting, module)
        return module
    }
}

extension PolicyModuleVerdict {
    /// The text for a request that waits because the module gave no verdict.
    var remark: String? { if case .failed(let reason) = disposition { reason } else { nil } }

    /// The verdict of the rules and the module's together: the stricter one.
    /// - Parameter officerApproved: an officer's approval settles what the module holds, and nothing that it denies.
    func joined(with rules: Verdict, officerApproved: Bool) -> Verdict {
        switch (rules, disposition) {
        case (.deny, _), (.allow, .issue), (.hold, .issue), (.hold, .hold): rules
        case (.hold, .failed), (.allow, .failed): .hold
        case (.allow, .hold): officerApproved ? .allow : .hold
        case (_, .deny(let status, let text)):
            .deny(
                Denial(
                    status,
                    rule: "PolicyModule",
                    field: "request",
                    value: "denied",
                    text: text,
                    remedy: "Ask an administrator of the authority what its policy module wants."
                )
            )
        }
    }
}

extension CertificateNames {
    /// Without the parts of the subject that are taken away; nil when nothing would name the subject.
    func without(_ parts: Set<OID>, isCA: Bool) -> CertificateNames? {
        guard !parts.isEmpty else { return self }
        let kept = subject.rdns.filter { rdn in !rdn.attributes.contains { parts.contains($0.type) } }
        guard !kept.isEmpty || (!alternativeNames.isEmpty && !isCA) else { return nil }
        return CertificateNames(
            subject: DistinguishedName(kept),
            alternativeNames: alternativeNames,
            leftOut: leftOut,
            accountSID: accountSID
        )
    }
}
