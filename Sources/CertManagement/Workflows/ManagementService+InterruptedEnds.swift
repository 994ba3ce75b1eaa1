import CAInterface
import Logging
import PKIDirectory
import PortableFoundation

extension ManagementService {
    /// Finishes the ends of requests that an interruption left: certificates are revoked, held or released as it was decided. Called once, at the start.
    /// What cannot be done now is done when somebody repeats the call.
    package func finishInterruptedEnds() async {
        let itself = Caller(
            principal: agent,
            authentication: .inProcess(service: "CertManagement"),
            door: .management,
            remoteAddress: "local",
            correlationID: newID()
        )
        let management = management(for: itself)
        var query = ManagementRequestQuery(status: .executing, limit: BoundManagement.pageLength)
        do {
            while !Task.isCancelled {
                let page = try await store.managementRequests(query)
                // The last one of the page may be completed by then; its place in the order stays.
                query.after = page.last?.id
                for request in page where request.settlement != nil {
                    do { try await management.finish(request.id) } catch {
                        logger.warning(
                            "the end of a request is not finished yet",
                            metadata: ["request": "\(request.id)", "error": "\(error)"]
                        )
                    }
                }
                if page.count < query.limit { return }
            }
        } catch {
            logger.warning("requests whose end was interrupted cannot be read", metadata: ["error": "\(error)"])
        }
    }
}
