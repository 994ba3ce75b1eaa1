import CAInterface
import PortableFoundation
import Logging
import PKIDirectory

/// How the service reaches a CA: always as its own agent, never as the caller.
extension BoundManagement {
    /// The agent as the CA sees it; address and correlation id are the original call's, so that both records can be joined.
    private var agentCaller: Caller {
        Caller(
            principal: service.agent,
            authentication: .inProcess(service: "CertManagement"),
            door: .management,
            remoteAddress: caller.remoteAddress,
            correlationID: caller.correlationID
        )
    }

    func authority(named name: String) async throws -> any BoundAuthority {
        try await service.authorities.authority(named: name, for: agentCaller)
    }

    /// The CA an entry names, or the first one that issues.
    func authorityName(for entry: ProfileTemplate.CertificateEntry) async throws -> String {
        if let name = entry.authority { return name }
        guard let first = try await service.authorities.authorities().first else {
            throw CAError(.unknownAuthority, status: .invalidArgument, "No CA issues here. Start one, or name one in the profile template.")
        }
        return first.name
    }

    /// Where one person may request and approve: each CA's own setting, so that both records say the same. When the CAs cannot be asked it is nowhere.
    func singleOperatorAuthorities() async -> SingleOperatorAuthorities {
        SingleOperatorAuthorities(all: (try? await service.authorities.authorities()) ?? [])
    }

    /// A CA that cannot be asked, as an error that may be shown.
    func unreachable(_ error: any Error) -> ManagementError {
        if let known = error as? ManagementError { return known }
        service.logger.error("CA cannot be asked", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
        let shown = (error as? CAError)?.message ?? "The CA cannot be asked now."
        return ManagementError(.errorGeneratingCertificates, "\(shown) Try again later.", cause: error)
    }
}

/// The CAs that issue, asked whether one person may do everything with a profile.
struct SingleOperatorAuthorities {
    let all: [AuthorityDescription]

    /// True when every CA that has a certificate in the profile allows it.
    func allow(_ template: ProfileTemplate) -> Bool {
        !template.certificates.isEmpty
            && template.certificates.allSatisfy { entry in
                guard let name = entry.authority?.lowercased() else { return all.first?.isSingleOperator == true }
                return all.first { $0.name.lowercased() == name || $0.sanitizedName.lowercased() == name }?.isSingleOperator == true
            }
    }
}
