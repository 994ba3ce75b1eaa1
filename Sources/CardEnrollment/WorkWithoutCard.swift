package import CertCli
package import PortableFoundation

/// Requests about cards that need no card in a reader.
package enum WorkWithoutCard {
    /// Ends a request without carrying it out.
    package static func cancel(_ id: UUID, _ client: CertificateManagementClient, _ journal: CardJournal) async throws {
        guard let request = try await client.request(id) else { throw unknown(id) }
        // Before its execution a request is abandoned, and during it canceled.
        let word = request.status == .approved ? "Abandoned" : "Canceled"
        guard try await client.setStatus(word, of: id)?.status == .canceled else {
            throw CardEnrollmentError("The server did not cancel the request \(CardWork.text(id)). Ask its administrator.", request: id)
        }
        journal.remove(id)
    }

    /// Retires a card that is lost: only the server learns of it.
    /// - Parameter smartcard: the card's id at the server.
    package static func retire(lost smartcard: UUID, comment: String, _ client: CertificateManagementClient) async throws -> CardOutcome {
        guard let known = try await client.smartcard(smartcard) else {
            throw CardEnrollmentError("The server shows no card \(CardWork.text(smartcard)). Give the id that it has at the server.")
        }
        let id = try await client.createRequest(.init(type: "Retire", smartcard: smartcard, comment: comment))
        do {
            guard let request = try await client.request(id) else { throw unknown(id) }
            guard request.status == .approved || request.status == .executing else { return .awaitingApproval(id) }
            try await retire(smartcard, request: id, client)
            return .done(CardResult(request: id, smartcard: smartcard, card: known.cardID ?? smartcard))
        } catch let error as CardEnrollmentError { throw error } catch {
            throw CardEnrollmentError("\(error)", request: id, cause: error)
        }
    }

    /// The server's part of retiring.
    static func retire(_ smartcard: UUID, request: UUID, _ client: CertificateManagementClient) async throws {
        guard try await client.setSmartcardStatus("Retired", request: request, smartcard: smartcard)?.status == .retired else {
            throw CardEnrollmentError("The server did not retire the card. Take the request up again.", request: request)
        }
        guard try await client.setStatus("Completed", of: request)?.status == .completed else {
            throw CardEnrollmentError("The server did not complete the request. Take it up again.", request: request)
        }
    }

    static func unknown(_ id: UUID) -> CardEnrollmentError {
        CardEnrollmentError("The server shows no request \(CardWork.text(id)). Check the number, and as whom you sign in.")
    }
}
