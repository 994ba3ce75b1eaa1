import CAInterface
import PortableFoundation
import Logging
import PKIDirectory

/// Calls to a CA. They always use the service's own agent, never the caller.
extension BoundManagement {
    /// The agent as the CA sees it. Address and correlation id are those of the original call, so that both records can be joined.
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

    /// The CA that an entry names, or the first one that issues.
    func authorityName(for entry: ProfileTemplate.CertificateEntry) async throws -> String {
        if let name = entry.authority { return name }
        guard let first = try await service.authorities.authorities().first else {
            throw CAError(
                .unknownAuthority,
                status: .invalidArgument,
                "No CA issues certificates here. Start one, or name one in the profile template."
            )
        }
        return first.name
    }

    /// The CAs where one person may request and approve. Each CA's own setting decides, so that both records agree. If the CAs cannot be asked, there
    /// are none.
    func singleOperatorAuthorities() async -> SingleOperatorAuthorities {
        SingleOperatorAuthorities(all: (try? await service.authorities.authorities()) ?? [])
    }

    /// The failure to ask a CA, as an error that may be shown.
    func unreachable(_ error: any Error) -> ManagementError {
        if let known = error as? ManagementError { return known }
        service.logger.error("CA cannot be asked", metadata: ["error": "\(error)", "correlation": "\(caller.correlationID)"])
        let shown = (error as? CAError)?.message ?? "The CA cannot be asked now."
        return ManagementError(.errorGeneratingCertificates, "\(shown) Try again later.", cause: error)
    }
}

/// The CAs that issue, and whether one person may do everything with a profile.
struct SingleOperatorAuthorities {
    let all: [AuthorityDescription]

    /// True when every CA with a certificate in the profile allows it.
    func allow(_ template: ProfileTemplate) -> Bool {
        !template.certificates.isEmpty
            && template.certificates.allSatisfy { entry in
                guard let name = entry.authority?.lowercased() else { return all.first?.isSingleOperator == true }
                return all.first { $0.name.lowercased() == name || $0.sanitizedName.lowercased() == name }?.isSingleOperator == true
            }
    }
}
