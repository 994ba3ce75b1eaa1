import CAInterface
import Logging
import PKIDirectory
package import PortableFoundation

extension ManagementService {
    /// Finishes the ends of requests that an interruption left: certificates are revoked, held or released as it was decided. What cannot be done now is done at
    /// the next call, or when somebody repeats the act.
    ///
    /// Another node may be at work on an end just now. Finishing it here too does no harm, because each act at the CA and the last commit happen once; but a node that
    /// lives should do its own work. So with other nodes only those are finished that were unchanged at the last call.
    /// - Parameters:
    ///   - known: the ends that the last call found, with the revisions of their requests; nil finishes all.
    ///   - isWorth: asked before the first one; false when another node does it.
    /// - Returns: the ends that are still there.
    @discardableResult package func finishInterruptedEnds(
        unchangedSince known: [UUID: Int]? = nil,
        isWorth: () async -> Bool = { true }
    ) async -> [UUID: Int] {
        var found: [UUID: Int] = [:]
        var isOurs: Bool?
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
                    found[request.id] = request.revision
                    if let known, known[request.id] != request.revision { continue }
                    if isOurs == nil { isOurs = await isWorth() }
                    guard isOurs == true else { continue }
                    do {
                        try await management.finish(request.id)
                        found[request.id] = nil
                    } catch {
                        logger.warning(
                            "the end of a request is not finished yet",
                            metadata: ["request": "\(request.id)", "error": "\(error)"]
                        )
                    }
                }
                if page.count < query.limit { break }
            }
        } catch {
            logger.warning("requests whose end was interrupted cannot be read", metadata: ["error": "\(error)"])
        }
        return found
    }
}
